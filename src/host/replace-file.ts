import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Replaces the text of a file, as a whole or not at all: who reads it meanwhile sees the one or the other. Its mode, its owner where that
 * is allowed, and its byte order mark stay, and of a link the file that it leads to is replaced. A file that does not hold `before` any
 * more is left as it is.
 */
export function replaceFile(path: string, before: string, after: string): void {
  try {
    const place = realpathSync(path);
    const bytes = readFileSync(place);
    const mark = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : Buffer.alloc(0);
    if (!bytes.subarray(mark.length).equals(Buffer.from(before))) {
      throw new UserError(problemOf(hostErrors, 'PL_E_FILE_CHANGED', { path }));
    }
    writeBeside(place, Buffer.concat([mark, Buffer.from(after)]));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(problemOf(hostErrors, 'PL_E_FILE_UNWRITABLE', { path, why: systemReason(error) }), error);
  }
}

function writeBeside(place: string, bytes: Uint8Array): void {
  const { mode, uid, gid } = statSync(place);
  const beside = join(dirname(place), `.${basename(place)}.${randomUUID()}`);
  try {
    const file = openSync(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    keepOwner(beside, uid, gid);
    chmodSync(beside, mode);
    renameSync(beside, place);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Only the superuser can give a file to somebody else. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
