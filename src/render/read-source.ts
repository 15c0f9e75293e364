import { UserError } from '../core/errors.ts';
import type { Files } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { decodeText } from '../formats/text.ts';

/** The largest file of a chart or kustomization that is read, in bytes. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A file of a root, or why it cannot be read. */
export async function readSource(files: Files, path: string): Promise<Source | string> {
  try {
    const text = decodeText(await files.read(path, MAX_BYTES));
    return typeof text === 'string' ? { path, text } : `${path} could not be read: ${text.message}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
