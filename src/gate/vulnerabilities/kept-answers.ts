import type { KeptResults, OwnFiles } from '../../core/ports.ts';
import { SeenFiles, type SeenPaths } from '../../image/seen-files.ts';
import { ADVISED_BY } from './advised-by.ts';

/** What is asked of a database, and how the answer is written. */
export interface Question<Answer, Packed> {
  /** Tells it from all others of the same database. */
  readonly asked: string;
  /** As plain data; undefined for an answer that is not to be kept. */
  readonly pack: (answer: Answer) => Packed | undefined;
  readonly unpack: (packed: Packed) => Answer;
}

interface KeptAnswer<Packed> {
  /** The files of the database that were opened for it, and what they were. */
  readonly seen: SeenPaths;
  readonly packed: Packed;
}

/**
 * Answers of databases, which hold while the files that they came from are what they were (docs/adr/0016). Where one of them was replaced, changed
 * or removed, the database is asked again.
 */
export class KeptAnswers {
  readonly #results: KeptResults;

  constructor(results: KeptResults) {
    this.#results = results;
  }

  /** The answer of a database; `ask` is not called where it is known. */
  async of<Answer, Packed>(
    files: OwnFiles,
    { asked, pack, unpack }: Question<Answer, Packed>,
    ask: (files: OwnFiles) => Promise<Answer>,
  ): Promise<Answer> {
    const key = `answer ${ADVISED_BY} ${JSON.stringify([asked, files.place, files.named])}`;
    const known = await this.#read<Packed>(key);
    if (known?.seen.every(([name, identity]) => files.identityOf(name) === identity) === true)
      return unpack(known.packed);
    const watched = new SeenFiles(files, (name) => name);
    const answer = await ask({ ...files, open: async (name) => watched.open(name) });
    const seen = watched.paths();
    const packed = pack(answer);
    if (seen !== undefined && packed !== undefined)
      await this.#results.keep(key, new TextEncoder().encode(JSON.stringify({ seen, packed })));
    return answer;
  }

  async #read<Packed>(key: string): Promise<KeptAnswer<Packed> | undefined> {
    const bytes = await this.#results.read(key);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `of` wrote it
    return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as KeptAnswer<Packed>);
  }
}
