/** A value of the chart that a template reads: the steps behind `.Values`. */
export type ValuePath = readonly string[];

/** What an action of a template reads. */
export interface ActionReads {
  readonly values: readonly ValuePath[];
  /** The named templates that it includes. */
  readonly includes: readonly string[];
}

/** An action of a template, `{{ ... }}`, with its offsets in the text; the end is exclusive. */
export interface Action {
  readonly start: number;
  readonly end: number;
  readonly reads: ActionReads;
  /** Whether it can print anything: `if`, `end`, assignments and comments cannot. */
  readonly prints: boolean;
  /** Whether it can print more than one line. */
  readonly printsLines: boolean;
  /** The named template that begins here, or that it stands in. */
  readonly defines: string | undefined;
  /** The outermost `range` that what follows stands in, by its offset. */
  readonly loop: number | undefined;
}

const OPEN = '{{';
const CLOSE = '}}';
const WORD = /^[A-Za-z]+/;
const BLOCKS = new Set(['if', 'range', 'with', 'define', 'block']);
const SILENT = new Set([...BLOCKS, 'else', 'end', 'break', 'continue']);
const ASSIGNMENT = /^\$\w+\s*(?:,\s*\$\w+\s*)?:?=/;
const PRINTS_LINES = /\b(?:toYaml|toPrettyJson|nindent|indent|include|template|tpl|Files)\b/;
const NAME = /"([^"\n]{1,200})"/;
const INCLUDES = /\b(?:include|template)\s+"([^"\n]{1,200})"/g;

/** What `.` and the variables stand for at a place of a template. */
interface Scope {
  readonly keyword: string;
  /** The value that `.` is; undefined where it is the root, or where it cannot be told. */
  readonly dot: ValuePath | undefined;
  readonly defines: string | undefined;
  readonly loop: number | undefined;
}

/**
 * The actions of a template in their order, with the values that they read. `with`, `range` and variables are followed as far as
 * they are plain paths; what is computed is left out. Source: https://pkg.go.dev/text/template#hdr-Actions.
 */
export function* actionsOf(text: string): Generator<Action> {
  const context: Context = { scopes: [], variables: new Map() };
  for (let start = text.indexOf(OPEN); start >= 0; ) {
    const close = text.indexOf(CLOSE, start);
    const end = close < 0 ? text.length : close + CLOSE.length;
    const body = bodyOf(text.slice(start + OPEN.length, close < 0 ? text.length : close));
    yield { start, end, ...readAction({ start, body }, context) };
    start = text.indexOf(OPEN, end);
  }
}

/** What the actions before one have set. */
interface Context {
  readonly scopes: Scope[];
  readonly variables: Map<string, ValuePath>;
}

function readAction(
  { start, body }: { readonly start: number; readonly body: string },
  { scopes, variables }: Context,
): Omit<Action, 'start' | 'end'> {
  const [keyword = ''] = WORD.exec(body) ?? [];
  const outer = scopes.at(-1);
  const values = valuesIn(body.replace(DECLARED, ''), outer?.dot, variables);
  assign(body, values, variables);
  const defines = definedBy(keyword, body, outer);
  if (BLOCKS.has(keyword)) scopes.push(scopeOf({ keyword, start, values, defines }, outer));
  else if (keyword === 'end') scopes.pop();
  const prints = !SILENT.has(keyword) && !body.startsWith('/*') && !ASSIGNMENT.test(body);
  return {
    reads: { values, includes: [...body.matchAll(INCLUDES)].map(([, name = '']) => name) },
    prints,
    printsLines: prints && PRINTS_LINES.test(body),
    defines,
    loop: scopes.at(-1)?.loop,
  };
}

/** The longest expression that is looked into, in characters. */
const MAX_BODY = 2000;

function bodyOf(inside: string): string {
  const trimmed = inside.slice(0, MAX_BODY).replace(/^-/, '');
  return (trimmed.endsWith('-') ? trimmed.slice(0, -1) : trimmed).trim();
}

function scopeOf(
  block: Pick<Scope, 'keyword' | 'defines'> & { readonly start: number; readonly values: readonly ValuePath[] },
  outer: Scope | undefined,
): Scope {
  const { keyword, start, values, defines } = block;
  const loop = outer?.loop ?? (keyword === 'range' ? start : undefined);
  return { keyword, dot: dotOf(keyword, values, outer?.dot), defines, loop };
}

function definedBy(keyword: string, body: string, outer: Scope | undefined): string | undefined {
  return keyword === 'define' || keyword === 'block' ? NAME.exec(body)?.[1] : outer?.defines;
}

/** `with` and `range` make `.` the value that they name, when it is one. */
function dotOf(keyword: string, values: readonly ValuePath[], outer: ValuePath | undefined): ValuePath | undefined {
  if (keyword === 'with' || keyword === 'range') return values.length === 1 ? values[0] : undefined;
  return keyword === 'define' ? undefined : outer;
}

/** The variables that an action sets: `$x :=`, `$x =`, or `$key, $value :=`. */
const DECLARED = /^(?:(?:else\s+)?(?:if|range|with)\b)?\s*\$(\w+)\s*(?:,\s*\$(\w+)\s*)?:?=/;

/** The last variable stands for the value; a key, and a variable that is set to anything else, for none. */
function assign(body: string, values: readonly ValuePath[], variables: Map<string, ValuePath>): void {
  const [, first, second] = DECLARED.exec(body) ?? [];
  const [value, ...others] = values;
  for (const name of [first, second]) if (name !== undefined) variables.delete(name);
  const last = second ?? first;
  if (last !== undefined && value !== undefined && others.length === 0) variables.set(last, value);
}

const STRING = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
const FIELDS = String.raw`((?:\.[A-Za-z_]\w*)*)`;
const READ = new RegExp(String.raw`(\$\w*|(?<![\w)\]])(?=\.))${FIELDS}`, 'g');

/** The values that an expression reads, as paths below `.Values`. */
function valuesIn(
  body: string,
  dot: ValuePath | undefined,
  variables: ReadonlyMap<string, ValuePath>,
): readonly ValuePath[] {
  const found: ValuePath[] = [];
  for (const [, base = '', fields = ''] of body.replace(STRING, '""').matchAll(READ)) {
    const steps = fields.split('.').filter(Boolean);
    if (steps[0] === 'Values' && base.length <= 1) found.push(steps.slice(1));
    else if (base.length > 1) {
      const variable = variables.get(base.slice(1));
      if (variable !== undefined) found.push([...variable, ...steps]);
    } else if (base === '' && dot !== undefined) found.push([...dot, ...steps]);
  }
  return found;
}
