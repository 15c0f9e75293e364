import type { Finding, ImageLocation } from '../../core/finding.ts';
import { namedFile, type PathBase } from './repository-path.ts';

/** Where a finding stands, as people are shown it. */
export interface ShownPlace {
  /** `cart.yaml:12`; of an image that was opened `cart:v1, layer 2`. */
  readonly at: string;
  /** The line of the text that was judged: that of the file, of what was rendered from it, or the step of an image; undefined where no step made it. */
  readonly line: number | undefined;
  /** Which value of a chart gave the line, or would give what it lacks, as sentences. */
  readonly origin: readonly string[];
  /** Which line of what was rendered is shown, as sentences, for those who show it. */
  readonly rendered: readonly string[];
}

/** Where a finding stands, and how its line came to be. With a base, files are named as the repository does. */
export function placeOf({ location }: Finding, base?: PathBase): ShownPlace {
  const { file, line, rendered, value, image } = location;
  return {
    at: image === undefined ? `${namedFile(file, base)}:${line}` : inImage(file, image),
    line: image?.isStep === false ? undefined : (rendered?.line ?? line),
    origin:
      value === undefined
        ? []
        : [`The value ${value.path} in ${namedFile(value.file, base)}:${value.line} decides it.`],
    rendered: rendered === undefined ? [] : [`Line ${rendered.line} of what ${rendered.by} rendered.`],
  };
}

/** An image, and which of its layers. */
export function inImage(name: string, { layer }: ImageLocation): string {
  return layer === undefined ? name : `${name}, layer ${layer.number}`;
}
