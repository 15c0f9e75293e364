import type { Finding } from '../../core/finding.ts';

/** Where a finding stands, as people are shown it. */
export interface ShownPlace {
  /** `cart.yaml:12`. */
  readonly at: string;
  /** The line of the text that was judged: that of the file, or of what was rendered from it. */
  readonly line: number;
  /** What an edit of the judged text is an edit of, where that is no file: `of what helm rendered`. */
  readonly edited: string;
  /** What else helps to find the place, as sentences. */
  readonly notes: readonly string[];
}

/** Where a finding stands, and how its line came to be. */
export function placeOf({ location }: Finding): ShownPlace {
  const { file, line, rendered, value } = location;
  return {
    at: `${file}:${line}`,
    line: rendered?.line ?? line,
    edited: rendered === undefined ? '' : `of what ${rendered.by} rendered`,
    notes: [
      ...(value === undefined ? [] : [`The value ${value.path} in ${value.file}:${value.line} produced it.`]),
      ...(rendered === undefined ? [] : [`Line ${rendered.line} of what ${rendered.by} rendered.`]),
    ],
  };
}
