import type { Plugin } from 'rolldown';

/** A change of a line of a package that is bundled. */
interface Patch {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
}

/** What packageurl-js does when it is loaded, and nobody needs: 15 ms of a start. */
const PATCHES: readonly Patch[] = [
  // It sorts the few names of the parts of a package URL, in which all locales agree, and nothing else.
  {
    file: /[\\/]packageurl-js[\\/]src[\\/]strings\.js$/,
    from: 'const { compare: localeCompare } = new Intl.Collator()',
    to: `const localeCompare = (one, other) =>
  String(one) < String(other) ? -1 : Number(String(one) > String(other))`,
  },
  // It freezes its tables, and everything that their functions lead to.
  {
    file: /[\\/]packageurl-js[\\/]src[\\/]package-url\.js$/,
    from: '= recursiveFreeze(',
    to: '= Object.freeze(',
  },
];

/** Leaves out of bundled packages what they do when they are loaded. A package that has changed fails the build. */
export function patchedPackages(): Plugin {
  return {
    name: 'patched-packages',
    transform(code, id) {
      const patch = PATCHES.find(({ file }) => file.test(id));
      if (patch === undefined) return undefined;
      if (!code.includes(patch.from)) throw new Error(`${id} has no longer: ${patch.from}`);
      return code.replaceAll(patch.from, patch.to);
    },
  };
}
