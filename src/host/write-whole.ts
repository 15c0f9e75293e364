import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** Writes a file as its parts come: it stands at its place when all of them are there, and what stood there before stays until then. */
export async function writeWhole(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const file = await open(beside, 'wx', 0o644);
    try {
      for await (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    if (!isSystemError(error)) throw error;
    throw new UserError(problemOf(hostErrors, 'PL_E_OUTPUT_UNWRITABLE', { path, why: systemReason(error) }), error);
  }
}
