/** A command of a documentation block and what the page says that it prints. */
export interface Step {
  readonly command: string;
  /**
   * Lines, where `...` alone stands for any number of lines and at the end of one for the rest of it; undefined when the
   * page shows no output.
   */
  readonly output: readonly string[] | undefined;
  readonly exitCode: number;
}

/** A fenced block of a page whose language is `sh` or `console`. */
export interface ShellBlock {
  readonly line: number;
  readonly steps: readonly Step[];
  /** Why it is not run: the words after `no-run`. */
  readonly notRun: string | undefined;
}

const FENCE = /^```(?<language>sh|console)(?<options>[^\n]*)\n(?<body>[^]*?)^```$/gm;
const EXIT = /^exit code (?<code>\d+)$/;

/**
 * Reads the shell blocks of a page.
 *
 * - `sh`: each line is a command (`\` continues it, `#` begins a comment); it must end with 0.
 * - `console`: `$ command`, then exactly what it prints, then `exit code N` where that is not 0.
 * - `no-run <reason>` after the language: not run, and counted as skipped.
 */
export function readShellBlocks(page: string): ShellBlock[] {
  return [...page.matchAll(FENCE)].map((match) => {
    const { language = '', options = '', body = '' } = match.groups ?? {};
    const line = page.slice(0, match.index).split('\n').length;
    const lines = joinContinued(body.trimEnd().split('\n'));
    const steps = language === 'sh' ? readScript(lines) : readSession(lines);
    return { line, steps, notRun: reasonOf(options.trim(), line) };
  });
}

function reasonOf(options: string, line: number): string | undefined {
  if (options === '') return undefined;
  const reason = /^no-run (?<reason>\S.*)$/.exec(options)?.groups?.['reason'];
  if (reason === undefined) throw new Error(`line ${line}: "${options}": write "no-run" and why, or nothing`);
  return reason;
}

function joinContinued(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before?.endsWith('\\') === true) joined[joined.length - 1] = `${before}\n${line}`;
    else joined.push(line);
  }
  return joined;
}

function readScript(lines: readonly string[]): Step[] {
  const commands = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return commands.map((command) => ({ command, output: undefined, exitCode: 0 }));
}

function readSession(lines: readonly string[]): Step[] {
  const starts = lines.flatMap((line, position) => (line.startsWith('$ ') ? [position] : []));
  if (starts[0] !== 0) throw new Error('a console block begins with "$ command"');
  return starts.map((start, order) => {
    const shown = lines.slice(start + 1, starts[order + 1]);
    const code = EXIT.exec(shown.at(-1) ?? '')?.groups?.['code'];
    const output = trimBlank(code === undefined ? shown : shown.slice(0, -1));
    return { command: (lines[start] ?? '').slice(2), output, exitCode: Number(code ?? 0) };
  });
}

function trimBlank(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1);
}

/** Whether what was printed is what the page shows. */
export function matchesOutput(expected: readonly string[], actual: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return actual.length === 0;
  if (first !== '...') return matchesLine(first, actual[0]) && matchesOutput(rest, actual.slice(1));
  if (rest.length === 0) return true;
  return actual.some((_line, position) => matchesOutput(rest, actual.slice(position)));
}

function matchesLine(expected: string, actual: string | undefined): boolean {
  return expected.endsWith(' ...') ? actual?.startsWith(expected.slice(0, -3)) === true : actual === expected;
}
