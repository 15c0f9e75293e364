import { fstatSync, statSync, writeSync } from 'node:fs';

/** Standard output: where a command writes its results. */
export interface StandardOutput {
  /** Bytes are UTF-8. */
  readonly write: (content: string | Uint8Array) => void;
  /** The columns of the terminal; undefined where it is none. */
  readonly columns: number | undefined;
}

const OUTPUT = 1;

/**
 * The process's standard output. A file or a pipe is written to directly: Node.js's own stream would load a hundred
 * modules first, which takes as long as reading the manifests of a service.
 */
export function standardOutput(): StandardOutput {
  if (process.platform !== 'win32' && !mayBeTerminal()) return { write: writeDirectly, columns: undefined };
  const { stdout } = process;
  stdout.on('error', ignoreClosed);
  return { write: (content) => stdout.write(content), columns: stdout.isTTY ? stdout.columns : undefined };
}

/** Terminals are character devices, and so is the one that swallows everything. */
function mayBeTerminal(): boolean {
  try {
    const output = fstatSync(OUTPUT);
    return output.isCharacterDevice() && output.rdev !== statSync('/dev/null').rdev;
  } catch {
    return true;
  }
}

function writeDirectly(content: string | Uint8Array): void {
  let rest = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(OUTPUT, rest));
  } catch (error) {
    // A pipe that somebody made non-blocking is full: the stream knows how to wait.
    if (isCode(error, 'EAGAIN')) process.stdout.on('error', ignoreClosed).write(rest);
    else ignoreClosed(error);
  }
}

/** A reader that has seen enough, such as `head`, is no error. */
function ignoreClosed(error: unknown): void {
  if (!isCode(error, 'EPIPE')) throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
