/** What names a Java library in Maven's way. What is undefined is not known. */
export interface Coordinates {
  readonly group: string | undefined;
  readonly artifact: string;
  readonly version: string;
}
