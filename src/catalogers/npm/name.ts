import type { ToldPackage } from '../package-of.ts';

/** The parts of a name of the npm registry: `@types/node` has the namespace `@types`. */
export function npmName(written: string): Pick<ToldPackage, 'namespace' | 'name'> {
  const slash = written.indexOf('/');
  if (!written.startsWith('@') || slash < 0 || slash === written.length - 1) return { name: written };
  return { namespace: written.slice(0, slash), name: written.slice(slash + 1) };
}

/** The parts of `name@version`: the `@` of a scope belongs to the name. */
export function splitAt(written: string): { readonly name: string; readonly version: string } {
  const at = written.indexOf('@', 1);
  return at < 0 ? { name: written, version: '' } : { name: written.slice(0, at), version: written.slice(at + 1) };
}
