import type { Base, Instruction, Stage, Word } from './dockerfile.ts';
import { replaceVariables, type Values } from './variables.ts';

/** Something that a build would refuse, and where it stands. */
export interface Fault {
  readonly why: string;
  readonly at: number;
}

/** What the instructions of a Dockerfile make together. */
interface Stages {
  readonly head: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly faults: readonly Fault[];
}

const KEYWORDS = new Set([
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

/** Groups instructions by the stages that they belong to, and tells what a build would refuse. */
export function stagesOf(instructions: readonly Instruction[], text: string): Stages {
  const head: Instruction[] = [];
  const stages: (Omit<Stage, 'instructions'> & { readonly instructions: Instruction[] })[] = [];
  const faults: Fault[] = [];
  const names = new Map<string, number>();
  const values = new Map<string, string | undefined>();
  for (const instruction of instructions) {
    const why = faultOf(instruction, stages.length === 0, text);
    if (why !== undefined) faults.push({ why, at: instruction.span.start });
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const begun = stageOf(instruction, { values, names, index: stages.length });
      if (begun.name !== undefined) names.set(begun.name, begun.index);
      stages.push({ ...begun, instructions: [] });
    } else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') {
      head.push(instruction);
      for (const { name, value } of instruction.settings) values.set(name, valueOf(value, values));
    }
  }
  if (stages.length === 0 && faults.length === 0) faults.push({ why: 'there is no FROM in it', at: 0 });
  return { head, stages, faults };
}

function faultOf({ keyword, words, heredocs, span }: Instruction, isHead: boolean, text: string): string | undefined {
  if (!KEYWORDS.has(keyword)) return `there is no instruction ${JSON.stringify(keyword.slice(0, 40))}`;
  if (isHead && keyword !== 'FROM' && keyword !== 'ARG') return `${keyword} stands before the first FROM`;
  if (words.length === 0 && heredocs.length === 0) return `${keyword} is given nothing`;
  if (keyword === 'FROM' && !isBeginning(words)) return 'FROM takes an image, and AS with a name';
  const open = heredocs.find(({ name, span: content }) => !isClosed(text.slice(content.start, span.end), name));
  return open === undefined ? undefined : `nothing ends the text that <<${open.name} begins`;
}

function isBeginning(words: readonly Word[]): boolean {
  return words.length === 1 || (words.length === 3 && words[1]?.text.toUpperCase() === 'AS');
}

function isClosed(rest: string, name: string): boolean {
  return rest.split(/\r?\n/).some((line) => line.trim() === name);
}

/** What stands above a stage. */
interface Above {
  /** The values of build arguments, each made of those before it. */
  readonly values: Values;
  /** The stages by their names. */
  readonly names: ReadonlyMap<string, number>;
  readonly index: number;
}

function stageOf(from: Instruction, above: Above): Omit<Stage, 'instructions'> {
  const [image, , name] = from.words;
  const { text, span } = image ?? { text: '', span: from.span };
  const base = { text, span, ...baseOf(text, above) };
  return { index: above.index, name: name?.text.toLowerCase(), from, base };
}

type BaseKind = Base extends infer Each ? (Each extends Base ? Omit<Each, 'text' | 'span'> : never) : never;

function baseOf(text: string, { values, names }: Above): BaseKind {
  const image = replaceVariables(text, values);
  if (image === undefined || image === '') return { kind: 'unknown' };
  const stage = names.get(image.toLowerCase());
  if (stage !== undefined) return { kind: 'stage', stage };
  return image === 'scratch' ? { kind: 'scratch' } : { kind: 'image', image };
}

function valueOf(text: string | undefined, values: Values): string | undefined {
  return text === undefined ? undefined : replaceVariables(text, values);
}
