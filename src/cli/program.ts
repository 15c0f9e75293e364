import { Argument, Command as CommanderCommand, CommanderError, Option } from 'commander';
import { problemOf, UserError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { ArgumentDeclaration, Command, CommandContext, CommandInput, OptionDeclaration } from './command.ts';
import { commands, type Verb } from './commands/index.ts';
import { commandErrors, usageError } from './errors.ts';

const PROGRAM = 'plimsoll';
const ABOUT = 'Says whether a pod may sail, why not, and how to make it so.';

function isVerb(word: string): word is Verb {
  return Object.hasOwn(commands, word);
}

/** Runs the command that the arguments name. Only that command's module is loaded. */
export async function runProgram(argv: readonly string[], context: CommandContext): Promise<number> {
  const [first = '--help'] = argv;
  if (first === '--version' || first === '-V') return (await commands.version()).command.run(inputOf([], {}), context);
  if (first === 'complete') return suggest(argv.slice(1), context);
  if (!isVerb(first)) {
    if (first.startsWith('-') || first === 'help') return showHelp(argv, context);
    throw unknownCommand(first);
  }
  const { command } = await commands[first]();
  let exitCode = 0;
  const parser = parserOf(first, command, context, async (input) => {
    exitCode = await command.run(input, context);
  });
  new CommanderCommand(PROGRAM).addCommand(parser);
  await parse(parser, first, argv.slice(1));
  return exitCode;
}

/** What the completion scripts of the shells call. */
async function suggest(argv: readonly string[], context: CommandContext): Promise<number> {
  const { printSuggestions } = await import('./completion.ts');
  printSuggestions(argv[0] === '--' ? argv.slice(1) : argv, await describedProgram(context));
  return 0;
}

/** Every command with its declarations, for help, documentation and completion. */
export async function allCommands(): Promise<readonly { readonly verb: Verb; readonly command: Command }[]> {
  const verbs = Object.keys(commands).filter(isVerb);
  return Promise.all(verbs.map(async (verb) => ({ verb, command: (await commands[verb]()).command })));
}

/** The parser of the whole command line. Its commands do nothing: it is there to be described. */
async function describedProgram(context: CommandContext): Promise<CommanderCommand> {
  const program = new CommanderCommand(PROGRAM).description(ABOUT).option('-V, --version', 'print the version');
  configure(program, context);
  program.helpCommand('help [command]', 'Show the help of a command');
  for (const { verb, command } of await allCommands()) {
    program.addCommand(parserOf(verb, command, context, async () => {}));
  }
  program.addHelpText('after', '\nExit codes: 0 passed, 1 blocked, 2 wrong usage, 3 incomplete, 4 a bug in Plimsoll.');
  return program;
}

async function showHelp(argv: readonly string[], context: CommandContext): Promise<number> {
  const program = await describedProgram(context);
  const verb = argv[0] === 'help' ? argv.slice(1).find((word) => !word.startsWith('-')) : undefined;
  const asked = verb === undefined ? program : program.commands.find((command) => command.name() === verb);
  const unknownFlag = argv.find((word) => word.startsWith('-') && word !== '-h' && word !== '--help');
  if (unknownFlag !== undefined) throw usageError('', `Unknown option ${unknownFlag}.`);
  if (asked === undefined) throw unknownCommand(verb ?? '');
  asked.outputHelp();
  return 0;
}

function parserOf(
  verb: string,
  command: Command,
  context: CommandContext,
  run: (input: CommandInput) => Promise<void>,
): CommanderCommand {
  const parser = new CommanderCommand(verb).description(command.summary);
  configure(parser, context);
  for (const declaration of command.arguments ?? []) parser.addArgument(argumentOf(declaration));
  for (const declaration of command.options ?? []) parser.addOption(optionOf(declaration));
  const examples = command.examples.map(({ run: call, does }) => `  $ ${call}\n      ${does}`).join('\n');
  parser.addHelpText('after', `\nExamples:\n${examples}`);
  parser.action(async () => run(inputOf(parser.args, parser.opts())));
  return parser;
}

function configure(parser: CommanderCommand, { out, width }: CommandContext): void {
  parser
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: () => {}, getOutHelpWidth: () => width, getErrHelpWidth: () => width })
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError();
}

function argumentOf({ name, description, choices }: ArgumentDeclaration): Argument {
  const argument = new Argument(name, description);
  return choices === undefined ? argument : argument.choices([...choices]);
}

function optionOf({ flags, description, choices, repeatable = false }: OptionDeclaration): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices([...choices]);
  if (!repeatable) return option;
  return option.argParser((value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value]);
}

async function parse(parser: CommanderCommand, verb: string, argv: readonly string[]): Promise<void> {
  try {
    await parser.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    throw usageError(verb, sentence(error.message.replace(/^error: /, '')));
  }
}

function unknownCommand(name: string): UserError {
  const near = nearest(name, Object.keys(commands));
  return new UserError(problemOf(commandErrors, 'PL_E_COMMAND_UNKNOWN', { name, near }));
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?)]$/.test(start) ? start : `${start}.`;
}

function inputOf(given: readonly string[], options: Readonly<Record<string, unknown>>): CommandInput {
  return {
    arguments: given,
    flag: (name) => options[name] === true,
    value: (name) => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    },
    values: (name) => {
      const value = options[name];
      return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
    },
  };
}
