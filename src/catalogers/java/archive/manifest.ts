/** The attributes of the main section of a manifest, by their names in lower case. */
export type Manifest = ReadonlyMap<string, string>;

const ATTRIBUTE = /^([\w-]+): ?(.*)$/;

/** Reads a manifest up to its first empty line. Source: https://docs.oracle.com/en/java/javase/21/docs/specs/jar/jar.html#jar-manifest. */
export function readManifest(text: string): Manifest {
  const attributes = new Map<string, string>();
  let last: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '') break;
    if (line.startsWith(' ')) {
      if (last !== undefined) attributes.set(last, `${attributes.get(last) ?? ''}${line.slice(1)}`);
      continue;
    }
    const [, name, value = ''] = ATTRIBUTE.exec(line) ?? [];
    last = name?.toLowerCase();
    if (last !== undefined) attributes.set(last, value);
  }
  return attributes;
}
