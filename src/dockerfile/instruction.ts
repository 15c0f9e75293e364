import {
  Copy,
  JSONInstruction,
  ModifiableInstruction,
  Onbuild,
  PropertyInstruction,
  type Flag as ReadFlag,
  type Instruction as ReadInstruction,
  Run,
} from 'dockerfile-ast';
import type { Span } from '../core/source.ts';
import type { Command, Flag, Heredoc, Instruction, Setting, Word } from './dockerfile.ts';
import { joinedLine, textAt } from './placed-text.ts';
import { argumentsOf, commandsOf, innerCommands, isShell, programOf } from './shell.ts';

/** A text and its lines, in the words of the parser: ranges of lines and characters, from 0. */
export interface RangedText {
  readonly text: string;
  readonly escape: string;
  spanOf(range: ReturnType<ReadInstruction['getRange']>): Span;
}

/** An instruction as the parser gives it, told in our words. */
export function instructionOf(read: ReadInstruction, source: RangedText): Instruction {
  const heredocs = heredocsOf(read, source);
  const exec = execWordsOf(read, source);
  const trigger = read instanceof Onbuild ? read.getTriggerInstruction() : null;
  const instruction = {
    keyword: read.getKeyword(),
    span: source.spanOf(read.getRange()),
    flags: read instanceof ModifiableInstruction ? read.getFlags().map((flag) => flagOf(flag, source)) : [],
    words: exec ?? wordsOf(read, source),
    isExec: exec !== undefined,
    settings: read instanceof PropertyInstruction ? settingsOf(read, source) : [],
    heredocs,
    trigger: trigger === null ? undefined : instructionOf(trigger, source),
  };
  return { ...instruction, commands: commandsIn(instruction, source) };
}

function flagOf(flag: ReadFlag, source: RangedText): Flag {
  return { name: flag.getName(), value: flag.getValue() ?? '', span: source.spanOf(flag.getRange()) };
}

/** The strings of the exec form, if the arguments are a JSON list of strings as a build reads it. The parser leaves out their blanks. */
function execWordsOf(read: ReadInstruction, source: RangedText): readonly Word[] | undefined {
  if (!(read instanceof JSONInstruction)) return undefined;
  const bracket = read.getOpeningBracket();
  if (bracket === null) return undefined;
  const { start } = source.spanOf(bracket.getRange());
  const line = joinedLine(source.text, { start, end: source.spanOf(read.getRange()).end }, source.escape);
  const texts = stringsIn(line.text);
  const spans = read.getJSONStrings().map((each) => source.spanOf(each.getRange()));
  const whole = line.spanOf({ start: 0, end: line.text.length });
  return texts?.map((text, index) => ({ text, span: spans.length === texts.length ? (spans[index] ?? whole) : whole }));
}

function stringsIn(json: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

/** The parser takes what stands in heredocs for arguments as well. */
function wordsOf(read: ReadInstruction, source: RangedText): readonly Word[] {
  const [heredoc] = read instanceof Run || read instanceof Copy ? read.getHeredocs() : [];
  const lastLine = heredoc?.getStartRange().start.line ?? Number.POSITIVE_INFINITY;
  return read
    .getArguments()
    .filter((argument) => argument.getRange().start.line <= lastLine)
    .map((argument) => ({ text: argument.getValue(), span: source.spanOf(argument.getRange()) }));
}

function settingsOf(read: PropertyInstruction, source: RangedText): readonly Setting[] {
  return read.getProperties().map((property) => ({
    name: property.getName(),
    value: property.getValue() ?? undefined,
    span: source.spanOf(property.getRange()),
  }));
}

function heredocsOf(read: ReadInstruction, source: RangedText): readonly Heredoc[] {
  if (!(read instanceof Run || read instanceof Copy)) return [];
  return read.getHeredocs().map((heredoc) => {
    const range = heredoc.getContentRange();
    const span = range === null ? source.spanOf(heredoc.getStartRange()) : source.spanOf(range);
    return { name: heredoc.getName(), content: range === null ? '' : source.text.slice(span.start, span.end), span };
  });
}

const RUNS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** What an instruction runs: a list is one command, anything else a line for a shell. */
function commandsIn(
  { keyword, span, words, isExec, heredocs }: Omit<Instruction, 'commands'>,
  source: RangedText,
): readonly Command[] {
  const [first] = keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() === 'CMD' ? words.slice(1) : words;
  const last = words.at(-1);
  if (!RUNS.has(keyword) || first === undefined || last === undefined) return [];
  if (isExec) {
    const command = { words, span: { start: first.span.start, end: last.span.end }, isPiped: false };
    return [command, ...innerCommands(command)];
  }
  const line = joinedLine(source.text, { start: first.span.start, end: span.end }, source.escape);
  const commands = commandsOf(line);
  const isScript = commands.every((command) => argumentsOf(command).length === 0 || isShell(programOf(command)));
  const scripts = isScript ? heredocs.flatMap((heredoc) => commandsOf(textAt(source.text, heredoc.span))) : [];
  return [...commands, ...scripts];
}
