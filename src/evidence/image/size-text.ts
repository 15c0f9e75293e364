const MB = 1_000_000;

/** A size in a sentence: `512 bytes`, or in powers of 1000 from a megabyte on. */
export function sizeText(bytes: number): string {
  return bytes < MB ? `${bytes} bytes` : `${(bytes / MB).toFixed(1)} MB`;
}
