import type { Json, JsonObject } from '../../formats/document.ts';
import type { Property } from '../properties.ts';

/** Writes annotations: what SPDX 2.3 has no field for. */
export class Annotator {
  readonly #annotator: string;
  readonly #time: string;

  /** `annotator` as SPDX names tools, `Tool: name-version`; `time` in seconds, of UTC. */
  constructor(annotator: string, time: string) {
    this.#annotator = annotator;
    this.#time = time;
  }

  annotation(comment: string): JsonObject {
    return { annotationDate: this.#time, annotationType: 'OTHER', annotator: this.#annotator, comment };
  }

  /** All properties of one thing in one annotation: a JSON object of texts, or of lists of texts where a name stands several times. */
  properties(properties: readonly Property[]): Json[] {
    if (properties.length === 0) return [];
    const groups = Map.groupBy(properties, ({ name }) => name);
    const fields = [...groups].map(([name, group]): [string, Json] => {
      const values = group.map(({ value }) => value);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    });
    return [this.annotation(JSON.stringify(Object.fromEntries(fields)))];
  }
}
