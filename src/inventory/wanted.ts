/** How much can be wanted of the files of an image: what is wanted includes what stands before it. */
const KINDS = [
  /** That they are there. */
  'files',
  /** What is installed, and which users there are. */
  'packages',
  /** What of their flaws is there: which functions are in programs. */
  'flaws',
  /** What is secret in them: text that no cataloger claims is read for that alone. */
  'credentials',
] as const;

/** How much is wanted of the files of an image. */
export type Wanted = (typeof KINDS)[number];

/** What serves where something is wanted: that itself, and whatever includes it. */
export function servingFor(wanted: Wanted): readonly [Wanted, ...Wanted[]] {
  return [wanted, ...KINDS.slice(KINDS.indexOf(wanted) + 1)];
}
