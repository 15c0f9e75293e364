import { type Action, type ActionReads, actionsOf } from './actions.ts';

/** A line of a template that can give lines of what is rendered. */
export interface TemplateLine {
  /** From 1. */
  readonly line: number;
  /** From 1: where its text begins. */
  readonly column: number;
  readonly indent: number;
  /** The text between its actions, in order: one more than there are actions that print. The outer ends are trimmed. */
  readonly literals: readonly string[];
  /** Whether it can give more than one line. */
  readonly printsLines: boolean;
  readonly reads: readonly ActionReads[];
  /** The outermost `range` that it stands in, or that stands in it, by its offset: only then it can come again. */
  readonly loop: number | undefined;
}

/** The lines of a template that can give something: those that hold text or an action that prints, outside named templates. */
export function templateLines(text: string): readonly TemplateLine[] {
  const lines: TemplateLine[] = [];
  const actions = actionsOf(text);
  let action = next(actions);
  let start = 0;
  let loop: number | undefined;
  for (let line = 1; start <= text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const builder = new LineBuilder(text, start, end);
    let lineLoop = loop;
    while (action !== undefined && action.start < end) {
      builder.add(action);
      loop = action.loop;
      lineLoop ??= loop;
      if (action.end > end) break;
      action = next(actions);
    }
    const built = builder.build(line, lineLoop);
    if (built !== undefined) lines.push(built);
    start = end + 1;
    if (newline < 0) break;
  }
  return lines;
}

function next(actions: Generator<Action>): Action | undefined {
  const { value, done } = actions.next();
  return done === true ? undefined : value;
}

/** Cuts one line into its literals and actions. */
class LineBuilder {
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  readonly #reads: ActionReads[] = [];
  readonly #literals: string[] = [];
  #literal = '';
  #at: number;
  #prints = false;
  #printsLines = false;
  #isDefinition = false;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#at = start;
  }

  /** Takes an action that stands on the line, or that began on an earlier one. */
  add(action: Action): void {
    if (action.start > this.#at) this.#literal += this.#text.slice(this.#at, action.start);
    this.#at = Math.max(this.#at, Math.min(action.end, this.#end));
    this.#isDefinition ||= action.defines !== undefined;
    if (!action.prints || action.start < this.#start) return;
    this.#literals.push(this.#literal);
    this.#literal = '';
    this.#reads.push(action.reads);
    this.#prints = true;
    this.#printsLines ||= action.printsLines;
  }

  build(line: number, loop: number | undefined): TemplateLine | undefined {
    const raw = this.#text.slice(this.#start, this.#end);
    const literals = [...this.#literals, this.#literal + this.#text.slice(this.#at, this.#end)];
    if (this.#isDefinition || (!this.#prints && literals.join('').trim() === '')) return undefined;
    const indent = raw.length - raw.trimStart().length;
    return {
      line,
      column: indent + 1,
      indent,
      literals: literals.map((literal, index) => trimOuter(literal, index === 0, index === literals.length - 1)),
      printsLines: this.#printsLines,
      reads: this.#reads,
      loop,
    };
  }
}

function trimOuter(literal: string, isFirst: boolean, isLast: boolean): string {
  const started = isFirst ? literal.trimStart() : literal;
  return isLast ? started.trimEnd() : started;
}
