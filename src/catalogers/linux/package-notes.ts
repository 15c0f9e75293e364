import type { Package, PackageType } from '../../core/package.ts';
import { type PackageNote, readPackageNotes } from '../../formats/executable/package-note.ts';
import { soundExecutables } from '../../formats/executable/read-executables.ts';
import { defineCataloger } from '../cataloger.ts';

/** The package of a distribution that a program or library was built for, as the build wrote into it: known also where its database is not there. */
export const linuxPackageNotes = defineCataloger({
  id: 'linux/package-notes',
  summary: 'the package of a distribution that a program names in a note, where no package database tells of it',
  version: 1,
  executables: true,
  maxBytes: 1024 * 1024 * 1024,
  async *catalog({ source }) {
    // What is damaged as a whole is told once for a program, by the cataloger of Go.
    for (const executable of await soundExecutables(source)) {
      for (const note of await readPackageNotes(executable)) {
        if ('why' in note) yield { kind: 'unknown', reason: note.why, offset: note.offset, isGuess: true };
        else yield { kind: 'package', package: packageOf(note), offset: note.offset };
      }
    }
  },
});

const TYPES: readonly PackageType[] = ['alpm', 'apk', 'deb', 'opkg', 'rpm'];

function packageOf({ type, name, version, architecture, os, osVersion, osCpe }: PackageNote): Package {
  const known = TYPES.find((each) => each === type) ?? 'generic';
  const details = { ...(known === 'generic' ? { type } : {}), os, osVersion, osCpe };
  return {
    type: known,
    name,
    version,
    evidence: 'built-in',
    ...(architecture === '' ? {} : { architecture }),
    details: Object.fromEntries(Object.entries(details).filter(([, value]) => value !== '')),
  };
}
