import { problemOf } from '../core/errors.ts';
import type { FieldPath } from '../core/field-path.ts';
import {
  type DocumentLimits,
  defaultDocumentLimits,
  type Json,
  type Located,
  type PositionedProblem,
  type Range,
  type SourceDocument,
} from './document.ts';
import { formatErrors } from './errors.ts';
import type { EventStream } from './events.ts';
import { locateFast, readFast } from './fast/read-fast.ts';
import { problemOfFault } from './fault.ts';
import { Locator } from './locate.ts';
import { parseYaml } from './parse-yaml.ts';
import { JsonReader, skipJsonSpace } from './read-json.ts';
import { type Outcome, ROOT, readYaml } from './read-yaml.ts';
import { type Chunk, nextMarker, splitYaml } from './split.ts';
import { ValueBuilder } from './value-builder.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads the documents of a file as kubectl does: JSON if the text begins with `{`, else YAML; a text that begins with `{` and is not
 * JSON is read as YAML from there on (k8s.io/apimachinery/pkg/util/yaml, YAMLOrJSONDecoder). One document is read for each step.
 * A document that cannot be read is yielded with its problem, and the next one is read.
 */
export function* readDocuments(
  text: string,
  limits: Partial<DocumentLimits> = {},
): Generator<SourceDocument, void, undefined> {
  const reader = new Reader(text, { ...defaultDocumentLimits, ...limits });
  const start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const json = skipJsonSpace(text, start);
  yield* text[json] === '{' ? reader.json(json) : reader.yaml(start);
}

/** Reads one document again whose text was changed; `range` is where it stands now. `undefined` if nothing is left of it. */
export function readDocumentAt(
  text: string,
  syntax: SourceDocument['syntax'],
  range: Range,
  limits: Partial<DocumentLimits> = {},
): SourceDocument | undefined {
  const reader = new Reader(text, { ...defaultDocumentLimits, ...limits });
  const documents =
    syntax === 'yaml' ? reader.chunk({ ...range, refusedSeparator: undefined }) : reader.json(range.start);
  const { value } = documents.next();
  return value ?? undefined;
}

class Reader {
  readonly #text: string;
  readonly #limits: DocumentLimits;
  #count = 0;
  #askedForYaml = false;
  /** -1 if there is none, `undefined` while it was not looked for. */
  #marker: number | undefined;

  constructor(text: string, limits: DocumentLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  *yaml(start: number): Generator<SourceDocument, void, undefined> {
    for (const chunk of splitYaml(this.#text, start)) yield* this.chunk(chunk);
  }

  *chunk(chunk: Chunk): Generator<SourceDocument, void, undefined> {
    const document = this.#yamlDocument(chunk);
    if (document !== undefined) yield document;
  }

  *json(start: number): Generator<SourceDocument, void, undefined> {
    for (let at = start; at < this.#text.length; at = skipJsonSpace(this.#text, at)) {
      const outcome = this.#readJson(at);
      if ('end' in outcome) {
        if (outcome.value !== null) yield this.#document('json', { start: at, end: outcome.end }, outcome);
        at = outcome.end;
        continue;
      }
      const resumed = yield* this.#notJson(at, outcome.fault);
      if (resumed === undefined) return;
      at = resumed;
    }
  }

  /** Goes on after what is not JSON: as YAML if it is YAML, else at the next thing that looks like a document. */
  *#notJson(at: number, fault: PositionedProblem): Generator<SourceDocument, number | undefined, undefined> {
    const marker = this.#markerFrom(at);
    const chunk: Chunk = { start: at, end: marker === -1 ? this.#text.length : marker, refusedSeparator: undefined };
    if (marker === at || this.#isYaml(chunk)) {
      yield* this.yaml(at);
      return undefined;
    }
    const next = this.#text.indexOf('\n{', Math.max(fault.offset, at + 1) - 1);
    const isJsonNext = next !== -1 && next < chunk.end;
    const end = isJsonNext ? next + 1 : chunk.end;
    yield this.#document('json', { start: at, end }, { value: undefined, problems: [fault], stream: undefined });
    if (isJsonNext) return end;
    yield* this.yaml(chunk.end);
    return undefined;
  }

  /** The next `---` at the start of a line; found once for all the objects before it. */
  #markerFrom(at: number): number {
    let marker = this.#marker;
    if (marker === undefined || (marker !== -1 && marker < at)) {
      marker = this.#text.startsWith('---', at) ? at : nextMarker(this.#text, at);
      this.#marker = marker;
    }
    return marker;
  }

  /** Asked once a file and not after several objects: kubectl then takes the file for JSON, and each answer costs a parse of the rest. */
  #isYaml(chunk: Chunk): boolean {
    if (this.#askedForYaml || this.#count > 1) return false;
    this.#askedForYaml = true;
    const outcome = this.#readYaml(chunk);
    return outcome === undefined || outcome.value !== undefined;
  }

  #readJson(start: number): (Outcome & { readonly end: number }) | { readonly fault: PositionedProblem } {
    const reader = new JsonReader(this.#text, start, this.#limits);
    try {
      const end = reader.read();
      const tooLong = this.#tooLong(start, end);
      if (tooLong !== undefined) return { ...tooLong, end };
      const stream = { text: this.#text, events: reader.events, tagPrefixes: undefined, padding: undefined };
      const builder = new ValueBuilder(stream, ROOT, this.#limits);
      return { value: builder.build(), problems: builder.problems, stream, end };
    } catch (error) {
      return { fault: problemOfFault(error, this.#limits.maxDepth) };
    }
  }

  #yamlDocument(chunk: Chunk): SourceDocument | undefined {
    const outcome = this.#readYaml(chunk);
    if (chunk.refusedSeparator !== undefined) {
      const problem = this.#separatorProblem(chunk.refusedSeparator);
      outcome?.problems.unshift(problem);
      if (outcome === undefined || outcome.value === null) {
        return this.#document('yaml', chunk, { value: undefined, problems: [problem], stream: undefined });
      }
    }
    return outcome === undefined || outcome.value === null ? undefined : this.#document('yaml', chunk, outcome);
  }

  #separatorProblem(offset: number): PositionedProblem {
    const lineEnd = this.#text.indexOf('\n', offset);
    const rest = this.#text.slice(offset + 3, lineEnd === -1 ? undefined : lineEnd).trim();
    const text = rest.length > 40 ? `${rest.slice(0, 37)}...` : rest;
    return { problem: problemOf(formatErrors, 'PL_E_YAML_SEPARATOR', { text }), offset };
  }

  /** `undefined` if nothing but white space and comments stands there. */
  #readYaml(chunk: Range): Outcome | undefined {
    const { start, end } = chunk;
    const tooLong = this.#tooLong(start, end);
    if (tooLong !== undefined) return tooLong;
    const value = readFast(this.#text, chunk, this.#limits.maxDepth);
    return value === undefined
      ? readYaml(this.#text, chunk, this.#limits)
      : { value, problems: [], stream: undefined, isFast: true };
  }

  #tooLong(start: number, end: number): Outcome | undefined {
    const limit = this.#limits.maxDocumentLength;
    if (end - start <= limit) return undefined;
    const problem = problemOf(formatErrors, 'PL_E_DOCUMENT_SIZE', { length: end - start, limit });
    return { value: undefined, problems: [{ problem, offset: start }], stream: undefined };
  }

  #document(syntax: 'yaml' | 'json', { start, end }: Range, outcome: Outcome): SourceDocument {
    const index = this.#count;
    this.#count += 1;
    const source = { text: this.#text, limits: this.#limits, range: { start, end } };
    return new ReadDocument({ syntax, index, ...outcome }, source);
  }
}

interface Source {
  readonly text: string;
  readonly limits: DocumentLimits;
  readonly range: Range;
}

/** What finds values in a document. */
type Places = Pick<SourceDocument, 'locate' | 'children'>;

class ReadDocument implements SourceDocument {
  readonly index: number;
  readonly syntax: 'yaml' | 'json';
  readonly range: Range;
  readonly value: Json | undefined;
  readonly problems: readonly PositionedProblem[];
  readonly #source: Source;
  #stream: EventStream | undefined;
  readonly #isFast: boolean;
  #places: Places | undefined;

  constructor(read: Outcome & Pick<SourceDocument, 'syntax' | 'index'>, source: Source) {
    this.index = read.index;
    this.syntax = read.syntax;
    this.range = source.range;
    this.value = read.value;
    this.problems = read.problems;
    this.#stream = read.stream;
    this.#isFast = read.isFast === true;
    this.#source = source;
  }

  locate(path: FieldPath): Located | undefined {
    return this.#place()?.locate(path);
  }

  children(path: FieldPath): readonly Located[] {
    return this.#place()?.children(path) ?? [];
  }

  #place(): Places | undefined {
    if (this.value === undefined) return undefined;
    this.#places ??= (this.#isFast ? locateFast(this.#source.text, this.range) : undefined) ?? this.#locator();
    return this.#places;
  }

  #locator(): Locator {
    const base = this.syntax === 'yaml' ? this.range.start : 0;
    return new Locator(this.#stream ?? this.#parseAgain(), ROOT, base);
  }

  release(): void {
    this.#stream = undefined;
    this.#places = undefined;
  }

  #parseAgain(): EventStream {
    const { text, limits, range } = this.#source;
    if (this.syntax === 'yaml') return parseYaml(text.slice(range.start, range.end), limits);
    const reader = new JsonReader(text, range.start, limits);
    reader.read();
    return { text, events: reader.events, tagPrefixes: undefined, padding: undefined };
  }
}
