import { isDeepStrictEqual } from 'node:util';
import { defaultDocumentLimits, type Json } from '../../src/formats/document.ts';
import { readFast } from '../../src/formats/fast/read-fast.ts';
import { type Outcome, readYaml } from '../../src/formats/read-yaml.ts';
import { splitYaml } from '../../src/formats/split.ts';

/** What the fast path said of one document. */
export interface FastAnswer {
  /** `undefined` if the document is not in the subset. */
  readonly value: Json | undefined;
  readonly length: number;
}

/**
 * What the fast path says of each document of a text that holds something. Throws where it breaks the law: its answer is the value, with
 * the order of its fields, that the parser of all YAML gives, which has no problem with the document.
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
    if (outcome !== undefined && outcome.value !== null) answers.push({ value, length: chunk.end - chunk.start });
  }
  return answers;
}

function agrees(value: Json, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.problems.length > 0) return false;
  return isDeepStrictEqual(value, outcome.value) && JSON.stringify(value) === JSON.stringify(outcome.value);
}
