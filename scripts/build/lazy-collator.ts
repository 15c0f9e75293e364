import type { Plugin } from 'rolldown';

const STRINGS = /[\\/]node_modules[\\/]packageurl-js[\\/]src[\\/]strings\.js$/;

const EAGER = 'const { compare: localeCompare } = new Intl.Collator()';

const LAZY = `let collator;
const localeCompare = (one, other) => (collator ??= new Intl.Collator()).compare(one, other)`;

/** Makes the collator of packageurl-js when it compares something: making it takes 5 ms of a start, and few package URLs have what it sorts. */
export function lazyCollator(): Plugin {
  return {
    name: 'lazy-collator',
    transform(code, id) {
      if (!STRINGS.test(id)) return undefined;
      if (!code.includes(EAGER)) throw new Error(`${id} makes its collator otherwise`);
      return code.replace(EAGER, LAZY);
    },
  };
}
