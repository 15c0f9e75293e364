import { isDeepStrictEqual } from 'node:util';
import type { FieldPath } from '../../src/core/field-path.ts';
import { defaultDocumentLimits, type Json, type Range } from '../../src/formats/document.ts';
import { locateFast, readFast } from '../../src/formats/fast/read-fast.ts';
import { Locator } from '../../src/formats/locate.ts';
import { parseYaml } from '../../src/formats/parse-yaml.ts';
import { type Outcome, ROOT, readYaml } from '../../src/formats/read-yaml.ts';
import { splitYaml } from '../../src/formats/split.ts';

/** What the fast path said of one document. */
export interface FastAnswer {
  /** `undefined` if the document is not in the subset. */
  readonly value: Json | undefined;
  readonly length: number;
}

/**
 * What the fast path says of each document of a text that holds something. Throws where it breaks the law: its answer is the value, with
 * the order of its fields, that the parser of all YAML gives, which has no problem with the document and finds every value in the same
 * place.
 */
export function fastAnswers(text: string): FastAnswer[] {
  const answers: FastAnswer[] = [];
  for (const chunk of splitYaml(text)) {
    const value = readFast(text, chunk, defaultDocumentLimits.maxDepth);
    const outcome = readYaml(text, chunk, defaultDocumentLimits);
    if (value !== undefined && !agrees(value, outcome)) {
      const source = JSON.stringify(text.slice(chunk.start, chunk.end));
      throw new Error(`${source}: fast ${JSON.stringify(value)}, all YAML ${JSON.stringify(outcome)}`);
    }
    if (value !== undefined) comparePlaces(text, chunk, value);
    if (outcome !== undefined && outcome.value !== null) answers.push({ value, length: chunk.end - chunk.start });
  }
  return answers;
}

/** More places of one document are not compared; theirs are found by walking along it. */
const MOST_PLACES = 400;

/** Throws where the fast path finds a value, or what stands below it, elsewhere than by the events of the parser of all YAML. */
function comparePlaces(text: string, chunk: Range, value: Json): void {
  const fast = locateFast(text, chunk);
  if (fast === undefined) return;
  const slow = new Locator(parseYaml(text.slice(chunk.start, chunk.end), defaultDocumentLimits), ROOT, chunk.start);
  const paths = [...pathsOf(value, [])];
  const stride = Math.ceil(paths.length / MOST_PLACES);
  for (const path of paths.filter((_path, index) => index % stride === 0)) {
    for (const asked of [path, [...path, 0], [...path, 'no such field']]) {
      compare(text, asked, fast.locate(asked), slow.locate(asked));
      compare(text, asked, fast.children(asked), slow.children(asked));
    }
  }
}

function compare(text: string, path: FieldPath, fast: unknown, slow: unknown): void {
  if (isDeepStrictEqual(fast, slow)) return;
  const places = `fast ${JSON.stringify(fast)}, by events ${JSON.stringify(slow)}`;
  throw new Error(`${JSON.stringify(text)} at ${JSON.stringify(path)}: ${places}`);
}

function* pathsOf(value: Json, path: FieldPath): Generator<FieldPath> {
  yield path;
  if (value === null || typeof value !== 'object') return;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [step, item] of entries) yield* pathsOf(item, [...path, step]);
}

function agrees(value: Json, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.problems.length > 0) return false;
  return isDeepStrictEqual(value, outcome.value) && JSON.stringify(value) === JSON.stringify(outcome.value);
}
