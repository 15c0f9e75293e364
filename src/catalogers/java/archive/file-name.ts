/** What a file name tells of a library. */
export interface NamedLibrary {
  readonly artifact: string;
  readonly version: string;
}

/** The name of an archive, without directories and suffix: `log4j-core-2.17.1` of `BOOT-INF/lib/log4j-core-2.17.1.jar`. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

const NAMED = /^([A-Za-z][\w.]*(?:-[A-Za-z][\w.]*)*)-(\d[\w.+-]*)$/;

/** Reads a name as Maven makes it, from its artifact and version; undefined where it is no such name. */
export function readFileName(stem: string): NamedLibrary | undefined {
  const [, artifact, version] = NAMED.exec(stem) ?? [];
  return artifact === undefined || version === undefined ? undefined : { artifact, version };
}
