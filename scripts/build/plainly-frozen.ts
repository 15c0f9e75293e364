import type { Plugin } from 'rolldown';

const PACKAGE_URL = /[\\/]packageurl-js[\\/]src[\\/]package-url\.js$/;

/**
 * Freezes the tables of package URLs alone, and not everything that they lead to: what goes through every function of them takes a
 * tenth of the time in which a known image is scanned.
 */
export function plainlyFrozen(): Plugin {
  return {
    name: 'plainly-frozen',
    transform(code, id) {
      if (!PACKAGE_URL.test(id)) return undefined;
      const plain = code.replaceAll('= recursiveFreeze(', '= Object.freeze(');
      if (plain === code) throw new Error(`${id} freezes its tables in another way than it did`);
      return plain;
    },
  };
}
