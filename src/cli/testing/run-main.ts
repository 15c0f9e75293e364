import { Readable } from 'node:stream';
import { main } from '../main.ts';

/** What a run of the command line came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where a command runs. */
export interface RunPlace {
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal. */
  readonly width?: number;
  /** What is cut from everything that is written: the path of a temporary directory is another one in each run. */
  readonly without?: string;
}

/** Runs the command line as a process would, without one. */
export async function runMain(
  argv: readonly string[],
  { directory, environment = {}, width = 100, without = '' }: RunPlace,
): Promise<Ran> {
  const written = { out: '', err: '' };
  const cut = (text: string): string => (without === '' ? text : text.replaceAll(without, ''));
  const code = await main(argv, {
    out: (text) => {
      written.out += cut(text);
    },
    err: (text) => {
      written.err += cut(text);
    },
    in: Readable.from([]),
    directory,
    environment,
    colour: false,
    width,
  });
  return { code, ...written };
}
