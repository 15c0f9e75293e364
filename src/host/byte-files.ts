import { type BigIntStats, readSync } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, ByteSources } from '../core/ports.ts';
import { hostErrors } from './errors.ts';
import { fileIdentity } from './file-identity.ts';
import { isSystemError, systemReason } from './system-error.ts';

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

/** The files of this machine, read where they are wanted. */
export const byteFiles: ByteSources = {
  async open(path) {
    try {
      // A pipe that nobody writes into would be waited for without an end.
      const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const stats = await file.stat({ bigint: true });
      if (isEndless(stats)) {
        await file.close();
        throw new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path, why: 'it is a pipe or device' }));
      }
      const identity = fileIdentity(stats, Date.now());
      return { ...sourceOf(path, file, Number(stats.size)), ...(identity === undefined ? {} : { identity }) };
    } catch (error) {
      if (isSystemError(error) && ABSENT.has(error.code ?? '')) return undefined;
      throw told(path, error);
    }
  },
};

/** Whether nobody can tell where it ends. */
function isEndless(stats: BigIntStats): boolean {
  return stats.isFIFO() || stats.isSocket() || stats.isCharacterDevice();
}

/** What is wrong with a file, in words. */
export function told(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  return new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path, why: systemReason(error) }), error);
}

/** Up to how many bytes are read at once: handing them to another thread and back takes longer than that. */
const SMALL = 64 * 1024;

/** The bytes of a file that was opened. */
export function sourceOf(path: string, file: FileHandle, size: number): ByteSource {
  const fill = async (bytes: Uint8Array, offset: number, length: number): Promise<number> => {
    try {
      if (length <= SMALL) return readSync(file.fd, bytes, 0, length, offset);
      return (await file.read(bytes, 0, length, offset)).bytesRead;
    } catch (error) {
      throw told(path, error);
    }
  };
  return {
    size,
    read: async (offset, length) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      return buffer.subarray(0, await fill(buffer, offset, buffer.length));
    },
    readInto: async (memory, offset) => {
      const length = Math.max(0, Math.min(memory.byteLength, size - offset));
      return new Uint8Array(memory, 0, await fill(new Uint8Array(memory), offset, length));
    },
    close: async () => file.close(),
  };
}
