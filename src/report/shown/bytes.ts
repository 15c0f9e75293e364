const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size for people: `512 B`, `97.3 MB`, in powers of 1000, as Docker shows the sizes of images. */
export function bytesText(bytes: number): string {
  let size = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    if (size < 999.95) break;
    size /= 1000;
    unit = next;
  }
  return unit === 'B' ? `${bytes} B` : `${size.toFixed(1)} ${unit}`;
}
