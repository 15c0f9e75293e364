/** The type that a package URL names, as `deb`; empty where it names none. */
export function packageTypeOf(purl: string): string {
  return /^pkg:([a-z0-9.+-]+)\//.exec(purl)?.[1] ?? '';
}
