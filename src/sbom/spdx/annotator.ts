import type { Json, JsonObject } from '../../formats/document.ts';
import { type Property, propertiesText } from '../properties.ts';

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

  /** All properties of one thing in one annotation. */
  properties(properties: readonly Property[]): Json[] {
    const text = propertiesText(properties);
    return text === undefined ? [] : [this.annotation(text)];
  }
}
