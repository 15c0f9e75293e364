import { type FileHandle, open } from 'node:fs/promises';
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
      const file = await open(path, 'r');
      const stats = await file.stat({ bigint: true });
      const identity = fileIdentity(stats, Date.now());
      return { ...sourceOf(path, file, Number(stats.size)), ...(identity === undefined ? {} : { identity }) };
    } catch (error) {
      if (isSystemError(error) && ABSENT.has(error.code ?? '')) return undefined;
      throw told(path, error);
    }
  },
};

/** What is wrong with a file, in words. */
export function told(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  return new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path, why: systemReason(error) }), error);
}

/** The bytes of a file that was opened. */
export function sourceOf(path: string, file: FileHandle, size: number): ByteSource {
  return {
    size,
    read: async (offset, length) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      try {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
        return buffer.subarray(0, bytesRead);
      } catch (error) {
        throw told(path, error);
      }
    },
    readInto: async (memory, offset) => {
      const length = Math.max(0, Math.min(memory.byteLength, size - offset));
      try {
        const { bytesRead } = await file.read(new Uint8Array(memory), 0, length, offset);
        return new Uint8Array(memory, 0, bytesRead);
      } catch (error) {
        throw told(path, error);
      }
    },
    close: async () => file.close(),
  };
}
