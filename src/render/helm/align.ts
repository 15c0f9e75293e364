import type { TemplateLine } from './template.ts';

/** What a step from one line of the template to another costs, and a rendered line that does not fit the line it is given to. */
const SKIP = 1.5;
const STAY = 0.5;
const BACK = 3;
const MISFIT = 8;
const OTHER_INDENT = 0.5;
const INCLUDED = 3;
const MORE_INCLUDED = 2.4;
const WORDLESS = 2.5;
const OTHER_VALUE = 0.4;

/** The most cells of the table that is filled; a larger pair of texts is not aligned. */
const MAX_CELLS = 4_000_000;

/**
 * For each line of a rendered text the line of the template that most likely gave it: the cheapest way through the template, on
 * which lines follow each other, some are skipped (`if`), some give several lines (`toYaml`) and those of a `range` come again. Empty lines
 * stand where the line before them does. It is
 * the algorithm of Viterbi, in the time of the product of both lengths. `shows` has the values that each line of the template reads:
 * of lines that fit equally well it tells the right one. Undefined for texts that are too large for it.
 */
export function alignLines(
  rendered: readonly string[],
  template: readonly TemplateLine[],
  shows: readonly (readonly string[])[] = [],
): Int32Array | undefined {
  const width = template.length;
  if (width === 0 || rendered.length * width > MAX_CELLS) return undefined;
  const from = new Int32Array(rendered.length * width);
  let costs = new Float64Array(width);
  const first = rendered.findIndex((text) => text.trim() !== '');
  for (const [row, text] of rendered.entries()) {
    if (text.trim() === '') {
      for (let state = 0; state < width; state += 1) from[row * width + state] = state;
      continue;
    }
    const next = new Float64Array(width);
    const step = new Steps(costs, template, row === first);
    for (let state = 0; state < width; state += 1) {
      const { cost, origin } = step.to(state);
      const fit = emission(text, template[state], origin === state && row > first);
      next[state] = cost + fit + (disagrees(text, shows[state]) ? OTHER_VALUE : 0);
      from[row * width + state] = origin;
    }
    costs = next;
  }
  return traceBack(costs, from, rendered.length);
}

/** Whether a line reads plain values, and none of them stands in a text. */
function disagrees(text: string, values: readonly string[] = []): boolean {
  return values.length > 0 && !values.some((value) => text.includes(value));
}

function traceBack(costs: Float64Array, from: Int32Array, length: number): Int32Array {
  const path = new Int32Array(length);
  let state = costs.indexOf(Math.min(...costs));
  for (let row = length - 1; row >= 0; row -= 1) {
    path[row] = state;
    state = from[row * costs.length + state] ?? 0;
  }
  return path;
}

/** The cheapest step to each line of the template, with running minima of those before and after it. */
class Steps {
  readonly #costs: Float64Array;
  readonly #template: readonly TemplateLine[];
  readonly #isStart: boolean;
  readonly #bestAfter: Int32Array;
  #bestBefore = -1;

  constructor(costs: Float64Array, template: readonly TemplateLine[], isStart: boolean) {
    this.#costs = costs;
    this.#template = template;
    this.#isStart = isStart;
    this.#bestAfter = new Int32Array(costs.length).fill(-1);
    for (let state = costs.length - 2; state >= 0; state -= 1) {
      if (!isSameLoop(template[state], template[state + 1])) continue;
      const best = this.#bestAfter[state + 1] ?? -1;
      this.#bestAfter[state] = best < 0 || this.#cost(state + 1) < this.#cost(best) ? state + 1 : best;
    }
  }

  /** States are asked for in their order. */
  to(state: number): { readonly cost: number; readonly origin: number } {
    if (this.#isStart) return { cost: this.#beginsDocument(state) ? 0 : SKIP, origin: state };
    let best = { cost: Number.POSITIVE_INFINITY, origin: state };
    const offer = (origin: number, price: number): void => {
      const cost = this.#cost(origin) + price;
      if (origin >= 0 && cost < best.cost) best = { cost, origin };
    };
    if (state >= 2 && (this.#bestBefore < 0 || this.#cost(state - 2) < this.#cost(this.#bestBefore))) {
      this.#bestBefore = state - 2;
    }
    offer(state - 1, 0);
    offer(this.#bestBefore, SKIP);
    if (this.#template[state]?.printsLines === true) offer(state, STAY);
    if (this.#template[state]?.loop !== undefined) offer(state, BACK);
    offer(this.#bestAfter[state] ?? -1, BACK);
    offer(state, MISFIT);
    return best;
  }

  #beginsDocument(state: number): boolean {
    return state === 0 || this.#template[state - 1]?.literals[0] === '---';
  }

  #cost(state: number): number {
    return this.#costs[state] ?? Number.POSITIVE_INFINITY;
  }
}

/** Whether a line can come before the one that precedes it: they come again together. */
function isSameLoop(a: TemplateLine | undefined, b: TemplateLine | undefined): boolean {
  return a?.loop !== undefined && a.loop === b?.loop;
}

const WORD = /[A-Za-z]/;

/** How badly a rendered line fits the line of the template that is to have given it. */
function emission(text: string, line: TemplateLine | undefined, stays: boolean): number {
  if (line === undefined) return MISFIT;
  if (stays && line.printsLines) return MORE_INCLUDED;
  const body = text.trim();
  const { literals } = line;
  if (isPlainAction(line)) return INCLUDED;
  if (!fits(body, literals, line.printsLines)) return MISFIT;
  if (!literals.some((literal) => WORD.test(literal))) return WORDLESS;
  return text.length - text.trimStart().length === line.indent ? 0 : OTHER_INDENT;
}

/** Whether a line of a template is nothing but actions. */
export function isPlainAction({ literals }: TemplateLine): boolean {
  return literals.every((literal) => literal.trim() === '');
}

/** Whether the literals of a line stand in a text, in order, from its beginning to its end. */
function fits(body: string, literals: readonly string[], printsLines: boolean): boolean {
  const [first = '', ...rest] = literals;
  if (rest.length === 0) return body === first;
  const isCut = printsLines && body === first.trimEnd();
  if (isCut) return true;
  if (!body.startsWith(first)) return false;
  let at = first.length;
  for (const [index, literal] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const found = isLast ? body.length - literal.length : body.indexOf(literal, at);
    if (found < at || (isLast && !body.endsWith(literal))) return false;
    at = found + literal.length;
  }
  return true;
}
