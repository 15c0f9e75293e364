import type { Finding } from '../../core/finding.ts';
import { namedFile, type PathBase } from './repository-path.ts';

/** Where a finding stands, as people are shown it. */
export interface ShownPlace {
  /** `cart.yaml:12`. */
  readonly at: string;
  /** The line of the text that was judged: that of the file, or of what was rendered from it. */
  readonly line: number;
  /** Which value of a chart gave the line, or would give what it lacks, as sentences. */
  readonly origin: readonly string[];
  /** Which line of what was rendered is shown, as sentences, for those who show it. */
  readonly rendered: readonly string[];
}

/** Where a finding stands, and how its line came to be. With a base, files are named as the repository does. */
export function placeOf({ location }: Finding, base?: PathBase): ShownPlace {
  const { file, line, rendered, value } = location;
  return {
    at: `${namedFile(file, base)}:${line}`,
    line: rendered?.line ?? line,
    origin:
      value === undefined
        ? []
        : [`The value ${value.path} in ${namedFile(value.file, base)}:${value.line} decides it.`],
    rendered: rendered === undefined ? [] : [`Line ${rendered.line} of what ${rendered.by} rendered.`],
  };
}
