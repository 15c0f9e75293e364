import { join } from 'node:path';
import { ROOT } from '../test/repository.ts';

/** The built command: what users run. */
export const COMMAND: string = join(ROOT, 'dist/cli/plimsoll.js');

/** The public manifests beside the repository. */
export const SHARED: string = join(process.env['PLIMSOLL_SHARED'] ?? join(ROOT, '../shared'), 'data/manifests');
