import type { Command } from '../../src/cli/command.ts';
import { code, fenced, page, table } from './markdown.ts';

interface NamedCommand {
  readonly verb: string;
  readonly command: Command;
}

const EXIT_CODES: readonly (readonly string[])[] = [
  ['0', 'passed'],
  ['1', 'blocked by a finding'],
  ['2', 'the command itself is wrong: usage, or the policy file'],
  ['3', 'incomplete: something could not be read or decided'],
  ['4', 'a bug in Plimsoll'],
  ['128 + n', 'ended by signal n'],
];

/** Every command as it declares itself. */
export function commandLine(commands: readonly NamedCommand[]): string {
  return page([
    '# Command line',
    table(
      ['command', 'does'],
      commands.map(({ verb, command }) => [`[\`plimsoll ${verb}\`](#plimsoll-${verb})`, command.summary]),
    ),
    'Results go to standard output, progress and errors to standard error. Colour is for terminals, and `NO_COLOR` turns it off.',
    '## Exit codes',
    table(['code', 'means'], EXIT_CODES),
    'A report is written with 0, 1 and 3.',
    ...commands.flatMap(section),
  ]);
}

function section({ verb, command }: NamedCommand): readonly string[] {
  const { summary, arguments: parameters = [], options = [], examples } = command;
  const usage = [
    'plimsoll',
    verb,
    ...(options.length === 0 ? [] : ['[options]']),
    ...parameters.map(({ name }) => name),
  ];
  return [
    `## plimsoll ${verb}`,
    `${summary}.`.replace(/([?.])\.$/, '$1'),
    fenced('text', usage.join(' ')),
    parameters.length === 0 ? '' : table(['argument', 'is'], parameters.map(declared)),
    options.length === 0 ? '' : table(['option', 'is'], options.map(declared)),
    examples.map(({ run, does }) => `- ${code(run)} ${does}`).join('\n'),
  ];
}

interface Declared {
  readonly name?: string;
  readonly flags?: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
}

function declared({ name, flags, description, choices, repeatable = false }: Declared): readonly string[] {
  const values = choices === undefined ? '' : `: ${choices.map(code).join(', ')}`;
  return [code(flags ?? name ?? ''), `${description}${values}${repeatable ? '; may be given several times' : ''}`];
}
