import type { Plugin } from 'rolldown';

const STRINGS = /[\\/]node_modules[\\/]packageurl-js[\\/]src[\\/]strings\.js$/;

const COLLATOR = 'const { compare: localeCompare } = new Intl.Collator()';

const PLAIN = `const localeCompare = (one, other) =>
  String(one) < String(other) ? -1 : Number(String(one) > String(other))`;

/**
 * Lets packageurl-js sort the names of the parts of a package URL as they are written. It does so when it is loaded, and sorts nothing else: making a
 * collator for these few words, in which all locales agree, takes 5 ms of a start.
 */
export function plainCollator(): Plugin {
  return {
    name: 'plain-collator',
    transform(code, id) {
      if (!STRINGS.test(id)) return undefined;
      if (!code.includes(COLLATOR)) throw new Error(`${id} makes its collator otherwise`);
      return code.replace(COLLATOR, PLAIN);
    },
  };
}
