import picomatch from 'picomatch';
import type { Cataloger } from './cataloger.ts';

interface Claim {
  readonly cataloger: Cataloger;
  readonly matches: (path: string) => boolean;
}

const NONE: readonly Cataloger[] = [];

/**
 * Who claims a path. An image has a hundred thousand paths and there are a hundred patterns, so patterns are found by the last step of a
 * path first: by its name, by its ending, or by the directory that it lies in.
 */
export class Claims {
  readonly #byName = new Map<string, Claim[]>();
  readonly #byEnding = new Map<string, Claim[]>();
  readonly #byDirectory = new Map<string, Claim[]>();

  /** `written` gives patterns as the paths are that are asked for. */
  constructor(catalogers: readonly Cataloger[], written: (pattern: string) => string = (pattern) => pattern) {
    for (const cataloger of catalogers) {
      for (const each of cataloger.claims ?? []) {
        const pattern = written(each);
        this.#add(pattern, { cataloger, matches: matcherOf(pattern) });
      }
    }
  }

  /** The catalogers that claim a path, each once. */
  of(path: string): readonly Cataloger[] {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const named = this.#byName.get(name);
    const ending = this.#byEnding.get(endingOf(name));
    const inside =
      slash < 0 ? undefined : this.#byDirectory.get(path.slice(path.lastIndexOf('/', slash - 1) + 1, slash));
    // Nobody asks for nine of ten paths.
    if (named === undefined && ending === undefined && inside === undefined) return NONE;
    const claims = [...(named ?? []), ...(ending ?? []), ...(inside ?? [])];
    const claiming = claims.filter(({ matches }) => matches(path)).map(({ cataloger }) => cataloger);
    return claiming.length > 1 ? [...new Set(claiming)] : claiming;
  }

  #add(pattern: string, claim: Claim): void {
    const [name = '', directory = ''] = pattern.split('/').toReversed();
    if (isLiteral(name)) return put(this.#byName, name, claim);
    if (isLiteral(endingOf(name)) && name.includes('.')) return put(this.#byEnding, endingOf(name), claim);
    if (isLiteral(directory)) return put(this.#byDirectory, directory, claim);
    throw new Error(
      `${claim.cataloger.id} claims ${pattern}: its last step has neither a name nor an ending, nor its directory a name`,
    );
  }
}

function put(map: Map<string, Claim[]>, key: string, claim: Claim): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [claim]);
  else known.push(claim);
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function isLiteral(text: string): boolean {
  return text !== '' && !/[*?[\]{}]/.test(text);
}

function matcherOf(pattern: string): Claim['matches'] {
  return isLiteral(pattern) ? (path) => path === pattern : picomatch(pattern, { dot: true });
}
