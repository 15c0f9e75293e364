import type { BaseIssue, GenericSchema } from 'valibot';
import type { FieldPath } from '../../core/field-path.ts';
import { nearest } from '../../core/nearest.ts';
import { isMapping } from '../../core/record.ts';

/** One thing that is wrong in a file, and where. */
export interface Fault {
  readonly path: FieldPath;
  readonly message: string;
}

type Issue = BaseIssue<unknown>;

/** Everything that a schema finds wrong, in the words of a person, with the nearest known name for unknown ones. */
export function faultsOf(schema: GenericSchema, issues: readonly Issue[]): readonly Fault[] {
  const faults = issues.flatMap((issue) => faultsOfIssue(schema, issue, []));
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

function faultsOfIssue(schema: GenericSchema, issue: Issue, parent: FieldPath): readonly Fault[] {
  const path = [...parent, ...pathOf(issue)];
  if (issue.type === 'union' && isMapping(issue.input)) {
    const inner = (issue.issues ?? []).filter(({ path: steps }) => steps !== undefined);
    if (inner.length > 0) return inner.flatMap((each) => faultsOfIssue(schema, each, path));
  }
  if (Array.isArray(issue.path?.at(-1)?.input) && issue.path?.at(-1)?.origin === 'key') {
    return [{ path: path.slice(0, -1), message: 'must be a mapping, not a list' }];
  }
  return [{ path, message: messageOf(schema, issue, path) }];
}

function pathOf(issue: Issue): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function messageOf(schema: GenericSchema, issue: Issue, path: FieldPath): string {
  const isKey = issue.path?.at(-1)?.origin === 'key';
  if (isKey && issue.expected === 'never') return unknownKey(String(path.at(-1)), keysAt(schema, path.slice(0, -1)));
  if (isKey) return 'is required';
  if (issue.kind === 'validation') return issue.message;
  return `must be ${expectation(issue.expected)}, not ${shown(issue.input)}${suggestion(issue)}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `is not known; did you mean ${JSON.stringify(near)}?`;
  const list = known.length <= 12 ? `; known are ${known.join(', ')}` : '; `plimsoll rules` lists the rules';
  return `is not known${known.length === 0 ? '' : list}`;
}

const EXPECTED: Readonly<Record<string, string>> = { Object: 'a mapping', Array: 'a list', string: 'a string' };

function expectation(expected: string | null): string {
  const alternatives = (expected ?? 'something else').replace(/[()]/g, '').split(' | ');
  return alternatives
    .map((each) => EXPECTED[each] ?? each.replace(/"/g, ''))
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
}

function shown(input: unknown): string {
  if (typeof input === 'string') return JSON.stringify(input.length > 40 ? `${input.slice(0, 40)}...` : input);
  if (Array.isArray(input)) return 'a list';
  if (isMapping(input)) return 'a mapping';
  return String(input);
}

function suggestion({ expected, input }: Issue): string {
  const literals = [...(expected ?? '').matchAll(/"([^"]+)"/g)].map(([, literal = '']) => literal);
  const near = typeof input === 'string' ? nearest(input, literals) : undefined;
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/** The keys that a schema knows at a path. */
function keysAt(schema: unknown, path: FieldPath): readonly string[] {
  let node = unwrap(schema);
  for (const step of path) node = unwrap(childOf(node, step));
  return isMapping(node) && isMapping(node['entries']) ? Object.keys(node['entries']) : [];
}

function childOf(node: unknown, step: string | number): unknown {
  if (!isMapping(node)) return undefined;
  return isMapping(node['entries']) ? node['entries'][step] : node['item'];
}

/** The mapping or list schema inside optional, union and pipe schemas. */
function unwrap(schema: unknown): unknown {
  if (!isMapping(schema)) return undefined;
  if (schema['wrapped'] !== undefined) return unwrap(schema['wrapped']);
  if (Array.isArray(schema['options']))
    return schema['options'].map(unwrap).find((option) => isMapping(option) && 'entries' in option);
  return schema;
}
