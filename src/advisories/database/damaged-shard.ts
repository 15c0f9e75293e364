import { type Problem, problemOf } from '../../core/errors.ts';
import { advisoryErrors } from '../errors.ts';

/** That a shard is damaged: what stands in it is not to be used. */
export class DamagedShard extends Error {
  /** What is wrong with the database at a place that the shard is of. */
  problemAt(place: string): Problem {
    return problemOf(advisoryErrors, 'PL_E_DATABASE_DAMAGED', { place, why: this.message });
  }
}

/** That a shard has the format of another version. */
export class ForeignShard extends DamagedShard {
  override problemAt(place: string): Problem {
    return problemOf(advisoryErrors, 'PL_E_DATABASE_FORMAT', { place });
  }
}
