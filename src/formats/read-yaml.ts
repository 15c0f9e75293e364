import { problemOf } from '../core/errors.ts';
import type { DocumentLimits, Json, PositionedProblem, Range } from './document.ts';
import { formatErrors } from './errors.ts';
import { type EventStream, type Padding, unpadded } from './events.ts';
import { problemOfFault } from './fault.ts';
import { parseYaml, textAfterEnd } from './parse-yaml.ts';
import { ValueBuilder } from './value-builder.ts';

/** The event that begins the root node; the first begins the document. */
export const ROOT = 1;

/** What reading a document gave. */
export interface Outcome {
  readonly value: Json | undefined;
  readonly problems: PositionedProblem[];
  /** What the value was built from; `undefined` if it was read without events, or could not be read. */
  readonly stream: EventStream | undefined;
  /** Whether the fast path read it, which then also knows where everything stands. */
  readonly isFast?: true;
}

/** Reads one document of any YAML. `undefined` if nothing but white space and comments stands there. */
export function readYaml(text: string, { start, end }: Range, limits: DocumentLimits): Outcome | undefined {
  let padding: Padding | undefined;
  try {
    const stream = parseYaml(text.slice(start, end), limits);
    if (stream.events.length === 0) return undefined;
    padding = stream.padding;
    const builder = new ValueBuilder(stream, ROOT, limits);
    const value = builder.build();
    const problems = [...builder.problems];
    const after = textAfterEnd(stream, builder.position);
    if (after !== undefined) {
      problems.push({ problem: problemOf(formatErrors, 'PL_E_YAML_AFTER_END', undefined), offset: after });
    }
    return { value, problems: problems.map((problem) => inFile(problem, start, padding)), stream };
  } catch (error) {
    const problem = problemOfFault(error, limits.maxDepth);
    return { value: undefined, problems: [inFile(problem, start, padding)], stream: undefined };
  }
}

function inFile({ problem, offset }: PositionedProblem, base: number, padding: Padding | undefined): PositionedProblem {
  return { problem, offset: base + unpadded(padding, offset) };
}
