import { dirname, join, sep } from 'node:path';
import picomatch from 'picomatch';

/** A pattern of paths, as a shell reads it; hidden names match as well. */
export interface Pattern {
  /** The directory that everything that can match lies in. */
  readonly base: string;
  /** Whether a path matches, or a directory that it lies in. */
  matches(path: string): boolean;
}

/** Reads a pattern: `k8s/**\/*.yaml`, `services/{cart,search}`. */
export function patternOf(pattern: string): Pattern {
  const written = sep === '/' ? pattern : pattern.replaceAll(sep, '/');
  const { base } = picomatch.scan(written);
  const isMatch = picomatch(written.replace(/^(?:\.\/)+/, ''), { dot: true });
  const matches = (path: string): boolean => {
    if (isMatch(sep === '/' ? path : path.replaceAll(sep, '/'))) return true;
    const parent = dirname(path);
    return parent !== path && parent !== '.' && matches(parent);
  };
  return { base: base === '' ? '.' : join(base), matches };
}
