import { isObject } from '../core/record.ts';
import { positionAt } from '../formats/lines.ts';
import { readDocuments } from '../formats/read-documents.ts';
import { type CatalogItem, type ClaimedFile, textOf, type UnknownItem } from './cataloger.ts';

/** Says what a document holds. Its values are whatever somebody wrote: they are read with the functions below. */
export type TellDocument = (document: unknown) => Iterable<CatalogItem>;

/** What a JSON document tells; an unknown where it is none. */
export async function* jsonItems(file: ClaimedFile, tell: TellDocument): AsyncGenerator<CatalogItem> {
  const document = parsedJson(await textOf(file));
  if ('unknown' in document) yield document.unknown;
  else yield* tell(document.value);
}

/** A value that was read, or why it was not. */
type Parsed = { readonly value: unknown } | { readonly unknown: UnknownItem };

/** A JSON text: its value, or what is wrong with it. */
export function parsedJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = /\(line (\d+) column \d+\)$/.exec(error.message)?.[1];
    return { unknown: unreadable('JSON', line === undefined ? undefined : Number(line)) };
  }
}

/** What the documents of a YAML file tell; an unknown for each that cannot be read. JSON with commas too many is YAML. */
export async function* yamlItems(file: ClaimedFile, tell: TellDocument): AsyncGenerator<CatalogItem> {
  const text = await textOf(file);
  for (const { value, problems } of readDocuments(text, { maxProblems: 1 })) {
    const [problem] = problems;
    if (problem !== undefined) yield unreadable('YAML', positionAt(text, problem.offset).line);
    if (value !== undefined) yield* tell(value);
  }
}

/** What a TOML document tells; an unknown where it is none. */
export async function* tomlItems(file: ClaimedFile, tell: TellDocument): AsyncGenerator<CatalogItem> {
  const { parse, TomlError } = await import('smol-toml');
  let document: unknown;
  try {
    document = parse(await textOf(file));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    yield unreadable('TOML', error.line);
    return;
  }
  yield* tell(document);
}

function unreadable(language: string, line: number | undefined): UnknownItem {
  return { kind: 'unknown', reason: `no ${language} that can be read`, ...(line === undefined ? {} : { line }) };
}

/** What a mapping or list has of its own under a name; undefined where it has nothing, or is neither. */
export function valueAt(document: unknown, ...path: readonly (string | number)[]): unknown {
  let value = document;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** The text under a name; empty where there is none. */
export function textAt(document: unknown, ...path: readonly (string | number)[]): string {
  const value = valueAt(document, ...path);
  return typeof value === 'string' ? value : '';
}

/** The list under a name; empty where there is none. */
export function listAt(document: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(document, ...path);
  return Array.isArray(value) ? value : [];
}

/** The entries of the mapping under a name; none where there is none. */
export function entriesAt(
  document: unknown,
  ...path: readonly (string | number)[]
): readonly (readonly [string, unknown])[] {
  const value = valueAt(document, ...path);
  return isObject(value) && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The names of the entries of the mapping under a name. */
export function namesAt(document: unknown, ...path: readonly (string | number)[]): readonly string[] {
  return entriesAt(document, ...path).map(([name]) => name);
}

/** The texts of the list under a name, and of a single text. */
export function textsAt(document: unknown, ...path: readonly (string | number)[]): readonly string[] {
  const value = valueAt(document, ...path);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === 'string');
}
