import { type BigIntStats, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, ByteSources } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
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
      return { ...sourceOf(path, file, Number(stats.size)), ...identifiedBy(stats) };
    } catch (error) {
      if (isSystemError(error) && ABSENT.has(error.code ?? '')) return undefined;
      throw told(path, error);
    }
  },
};

/**
 * The same, but what is no larger than `most` bytes is read when it is opened, which takes a fraction of asking another thread for it step by step. It is for files that
 * are small, or replaced whole.
 */
export async function openHeld(path: string, most: number): Promise<ByteSource | undefined> {
  return heldFile(path, most) ?? byteFiles.open(path);
}

/** A file in memory; undefined for what is larger, no file, not there or cannot be read. */
function heldFile(path: string, most: number): ByteSource | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(file, { bigint: true });
      if (!stats.isFile() || stats.size > most) return undefined;
      return { ...memorySource(wholeOf(file, Number(stats.size))), ...identifiedBy(stats) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The bytes of a file up to its size, or its end where it became shorter. */
function wholeOf(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(file, bytes, length, size - length, length);
  return bytes.subarray(0, length);
}

function identifiedBy(stats: BigIntStats): Pick<ByteSource, 'identity'> {
  const identity = fileIdentity(stats, Date.now());
  return identity === undefined ? {} : { identity };
}

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
function sourceOf(path: string, file: FileHandle, size: number): ByteSource {
  return filledBy(path, size, {
    fill: async (bytes, offset) => {
      if (bytes.length <= SMALL) return readSync(file.fd, bytes, 0, bytes.length, offset);
      return (await file.read(bytes, 0, bytes.length, offset)).bytesRead;
    },
    close: async () => file.close(),
  });
}

/** The bytes of a file that was opened by its number, for one of many: nothing of it is handed to another thread. */
export function numberedSource(path: string, file: number, size: number): ByteSource {
  return filledBy(path, size, {
    fill: async (bytes, offset) => readSync(file, bytes, 0, bytes.length, offset),
    close: async () => closeSync(file),
  });
}

interface OpenFile {
  /** Reads from an offset on as much as there is room for, and tells how much that was. */
  readonly fill: (bytes: Uint8Array, offset: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

function filledBy(path: string, size: number, { fill, close }: OpenFile): ByteSource {
  const filled = async (bytes: Uint8Array, offset: number): Promise<number> => {
    try {
      return await fill(bytes, offset);
    } catch (error) {
      throw told(path, error);
    }
  };
  return {
    size,
    read: async (offset, length) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      return buffer.subarray(0, await filled(buffer, offset));
    },
    readInto: async (memory, offset) => {
      const length = Math.max(0, Math.min(memory.byteLength, size - offset));
      return new Uint8Array(memory, 0, await filled(new Uint8Array(memory, 0, length), offset));
    },
    close,
  };
}
