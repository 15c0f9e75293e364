import type { ByteView } from '../byte-view.ts';

/** The header of one package as the database keeps it. */
export interface DatabaseRecord {
  readonly header: ByteView;
}
