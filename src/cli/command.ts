import type { Progress } from '../core/progress.ts';
import type { Report } from '../core/report.ts';

/** An option of a command, declared once: parsing, help, documentation and completion come from it. */
export interface OptionDeclaration {
  /** As commander writes it: `-o, --output <format>`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times. */
  readonly repeatable?: boolean;
  readonly choices?: readonly string[];
}

/** An argument: `<path...>`, `[shell]`. */
export interface ArgumentDeclaration {
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

/** A call of a command, and what it does. */
export interface CommandExample {
  readonly run: string;
  readonly does: string;
}

/** What was given on the command line: options by their long name in camel case. */
export interface CommandInput {
  readonly arguments: readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** The terminal or pipe that a command speaks to. */
export interface CommandContext {
  /** Results. */
  readonly out: (text: string) => void;
  /** Results that are UTF-8 already; left out where only texts are taken. */
  readonly outBytes?: (bytes: Uint8Array) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  readonly in: AsyncIterable<Uint8Array>;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly colour: boolean;
  /** Whether results go to a terminal, whose screen can be cleared. */
  readonly isTerminal?: boolean;
  /** Shows how far long work is; left out where nobody looks at standard error. */
  readonly progress?: () => Promise<Progress | undefined>;
  /** Columns of the terminal. */
  readonly width: number;
}

/** One verb of the command line. */
export interface Command {
  readonly summary: string;
  readonly arguments?: readonly ArgumentDeclaration[];
  readonly options?: readonly OptionDeclaration[];
  readonly examples: readonly CommandExample[];
  /** Does the work and gives the exit code. */
  run(input: CommandInput, context: CommandContext): Promise<number>;
}

const EXIT_CODES = { passed: 0, blocked: 1, incomplete: 3 } as const;

/** The exit code of a report. */
export function exitCodeOf({ verdict }: Pick<Report, 'verdict'>): number {
  return EXIT_CODES[verdict];
}
