import { isMapping } from '../../core/record.ts';
import type { ByteView, Damage } from '../byte-view.ts';
import { readPlainJson } from '../plain-json.ts';
import { readElfNotes } from './elf-notes.ts';
import type { Executable } from './executable.ts';

/** What the build of a distribution writes into a program or library: the source package that it is from. What is not told is empty. */
export interface PackageNote {
  /** `rpm`, `deb`. */
  readonly type: string;
  /** The name of the source package. */
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** As os-release has them: `fedora`, `40`, `cpe:/o:fedoraproject:fedora:40`. */
  readonly os: string;
  readonly osVersion: string;
  readonly osCpe: string;
  /** Where in the file, in bytes. */
  readonly offset: number;
}

const OWNER = 'FDO';
const PACKAGING_METADATA = 0xca_fe_1a_7e;

/** How deep a note may nest: what is read of it stands at its top. */
const MAX_DEPTH = 16;

/** Reads the package notes of an ELF file; there is at most one in a sound one. Source: https://systemd.io/PACKAGE_METADATA_FOR_EXECUTABLE_FILES/. */
export async function readPackageNotes(executable: Executable): Promise<readonly (PackageNote | Damage)[]> {
  if (executable.format !== 'ELF') return [];
  const notes = await readElfNotes(executable);
  if ('why' in notes) return [notes];
  return notes
    .filter(({ owner, type }) => owner === OWNER && type === PACKAGING_METADATA)
    .map(({ value }) => noteIn(value));
}

function noteIn(view: ByteView): PackageNote | Damage {
  const { start: offset } = view;
  const read = readPlainJson(view.text(0), MAX_DEPTH);
  if (!('value' in read) || !isMapping(read.value)) return { why: 'its package note is no object of JSON', offset };
  const note = read.value;
  const textAt = (key: string): string => {
    const value = Object.hasOwn(note, key) ? note[key] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const name = textAt('name');
  if (name === '') return { why: 'its package note names no package', offset };
  return {
    type: textAt('type').toLowerCase(),
    name,
    version: textAt('version'),
    architecture: textAt('architecture'),
    os: textAt('os').toLowerCase(),
    osVersion: textAt('osVersion'),
    osCpe: textAt('osCpe'),
    offset,
  };
}
