import { parseSync } from 'rolldown/utils';

/** What a module takes from outside itself. */
export interface Reference {
  readonly kind: 'import' | 'opaque import' | 'global';
  /** The specifier of the import, the name of the global, or `the time of day`. */
  readonly name: string;
  readonly line: number;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

interface Found {
  readonly name: string;
  readonly start: number;
}

const TIME = 'the time of day';

/** Type syntax that stands around an expression; every other `TS...` node holds types only. */
const TYPED_EXPRESSIONS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
]);

/** Nodes whose `key` is a name and no reference. */
const KEYED = new Set(['Property', 'PropertyDefinition', 'MethodDefinition', 'AccessorProperty']);

interface Findings {
  readonly imports: Found[];
  readonly opaque: Found[];
  readonly globals: Found[];
  readonly declared: Set<string>;
}

/** Reads the imports of a module (type-only ones, re-exports and `import()` too) and its uses of `globals`. */
export function readModule(path: string, text: string, globals: readonly string[]): readonly Reference[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Findings = { imports: [], opaque: [], globals: [], declared: new Set() };
  walk(program, found, false);
  const worldly = found.globals.filter(({ name }) =>
    name === TIME ? !found.declared.has('Date') : globals.includes(name) && !found.declared.has(name),
  );
  const lines = lineStarts(text);
  const referencesOf = (kind: Reference['kind'], uses: readonly Found[]): Reference[] =>
    uses.map(({ name, start }) => ({ kind, name, line: lineOf(start, lines) }));
  return [
    ...referencesOf('import', found.imports),
    ...referencesOf('opaque import', found.opaque),
    ...referencesOf('global', worldly),
  ];
}

function walk(value: unknown, found: Findings, inTypes: boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, found, inTypes);
    return;
  }
  if (!isNode(value)) return;
  const isType = inTypes || (value.type.startsWith('TS') && !TYPED_EXPRESSIONS.has(value.type));
  noteImport(value, found);
  if (!isType) {
    noteDeclaration(value, found.declared);
    noteGlobal(value, found.globals);
  }
  for (const [key, child] of Object.entries(value)) {
    if (!isName(value, key)) walk(child, found, isType);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Whether the child is a name (of a property, of an export) and no expression. */
function isName(node: Node, key: string): boolean {
  if (node.type === 'ImportSpecifier') return key === 'imported';
  if (node.type === 'ExportSpecifier') return key === 'exported';
  if (node.type === 'ExportNamedDeclaration') return key === 'specifiers' && isNode(node['source']);
  if (node['computed'] === true) return false;
  return node.type === 'MemberExpression' ? key === 'property' : KEYED.has(node.type) && key === 'key';
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function noteImport(node: Node, found: Findings): void {
  const { source } = node;
  if (!IMPORTING.has(node.type) || !isNode(source)) return;
  const name = source['value'];
  if (typeof name === 'string') found.imports.push({ name, start: source.start });
  else found.opaque.push({ name: 'import()', start: source.start });
}

function noteGlobal(node: Node, globals: Found[]): void {
  const { start } = node;
  if (node.type === 'Identifier' && typeof node['name'] === 'string') globals.push({ name: node['name'], start });
  if (node.type === 'MemberExpression' && isIdentifier(node['object'], 'globalThis')) {
    globals.push({ name: propertyName(node) ?? 'globalThis', start });
  }
  if (readsTime(node)) globals.push({ name: TIME, start });
}

/** `Date.now`, `new Date()` and `Date()`, which ignores its arguments. */
function readsTime(node: Node): boolean {
  if (node.type === 'MemberExpression') return isIdentifier(node['object'], 'Date') && propertyName(node) === 'now';
  if (!isIdentifier(node['callee'], 'Date')) return false;
  return node.type === 'CallExpression' || (Array.isArray(node['arguments']) && node['arguments'].length === 0);
}

function isIdentifier(value: unknown, name: string): boolean {
  return isNode(value) && value.type === 'Identifier' && value['name'] === name;
}

function propertyName(node: Node): string | undefined {
  const { property } = node;
  if (!isNode(property)) return undefined;
  const name = node['computed'] === true ? property['value'] : property['name'];
  return typeof name === 'string' ? name : undefined;
}

/** Notes the names that the module binds itself, anywhere: a parameter `fetch` is not the global. */
function noteDeclaration(node: Node, declared: Set<string>): void {
  switch (node.type) {
    case 'VariableDeclarator':
      noteNames(node['id'], declared);
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      noteNames(node['id'], declared);
      noteNames(node['params'], declared);
      break;
    case 'CatchClause':
      noteNames(node['param'], declared);
      break;
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      noteNames(node['local'], declared);
      break;
    default:
  }
}

/** The names that a binding pattern binds. */
function noteNames(pattern: unknown, declared: Set<string>): void {
  if (Array.isArray(pattern)) {
    for (const item of pattern) noteNames(item, declared);
    return;
  }
  if (!isNode(pattern)) return;
  if (pattern.type === 'Identifier' && typeof pattern['name'] === 'string') declared.add(pattern['name']);
  for (const part of ['elements', 'properties', 'argument', 'left']) noteNames(pattern[part], declared);
  if (pattern.type === 'Property') noteNames(pattern['value'], declared);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(offset: number, starts: readonly number[]): number {
  return starts.findLastIndex((start) => start <= offset) + 1;
}
