import { attempt, BinaryFault } from '../byte-view.ts';
import type { RpmHeader } from './header.ts';

/** An installed package, as rpm keeps it. What is undefined its header does not have. */
export interface RpmPackage {
  readonly name: string;
  readonly epoch: number | undefined;
  readonly version: string;
  readonly release: string;
  /** None for what is no program, such as a key. */
  readonly architecture: string | undefined;
  /** The file name of the package of its source, which carries no epoch: `bash-5.1.8-6.el9.src.rpm`. */
  readonly sourceRpm: string | undefined;
  readonly vendor: string | undefined;
  readonly license: string | undefined;
  /** `nodejs:16:8060020220523160029:ad008a3a`; empty for what is known to be of no module. */
  readonly modularity: string | undefined;
  /** Absolute paths, as they are written. */
  readonly files: readonly string[];
  readonly requires: readonly string[];
  readonly provides: readonly string[];
  /** SHA-256 of its signed header, in hexadecimal digits: it identifies the build. */
  readonly headerSha256: string | undefined;
}

/** Source: github.com/rpm-software-management/rpm/include/rpm/rpmtag.h. */
const TAG = {
  sha256Header: 273,
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  vendor: 1011,
  license: 1014,
  architecture: 1022,
  oldFileNames: 1027,
  sourceRpm: 1044,
  provides: 1047,
  requires: 1049,
  directoryIndexes: 1116,
  baseNames: 1117,
  directoryNames: 1118,
  modularity: 5096,
} as const;

/** A package, and what of it could not be read. */
export interface ReadPackage {
  readonly package: RpmPackage;
  readonly faults: readonly BinaryFault[];
}

/** Reads what a header says of its package. A package without a name or a version is a fault; lists that are damaged are told and left out. */
export function readPackage(header: RpmHeader): ReadPackage {
  const faults: BinaryFault[] = [];
  const orNone = (read: () => readonly string[]): readonly string[] => {
    const list = attempt(read);
    if (!(list instanceof BinaryFault)) return list;
    faults.push(list);
    return [];
  };
  return {
    package: {
      name: required(header, TAG.name, 'name'),
      epoch: header.numbers(TAG.epoch)[0],
      version: required(header, TAG.version, 'version'),
      release: required(header, TAG.release, 'release'),
      architecture: header.text(TAG.architecture),
      sourceRpm: header.text(TAG.sourceRpm),
      vendor: header.text(TAG.vendor),
      license: header.text(TAG.license),
      modularity: header.text(TAG.modularity),
      files: orNone(() => filesOf(header)),
      requires: orNone(() => header.texts(TAG.requires)),
      provides: orNone(() => header.texts(TAG.provides)),
      headerSha256: header.text(TAG.sha256Header),
    },
    faults,
  };
}

function required(header: RpmHeader, tag: number, name: string): string {
  const value = header.text(tag);
  if (value === undefined || value === '') throw new BinaryFault(0, `a package has no ${name}`);
  return value;
}

/** The most characters of all paths of one package: a list in which each names a long directory would grow without end. */
const MAX_PATH_CHARACTERS = 256 * 1024 * 1024;

function filesOf(header: RpmHeader): readonly string[] {
  const names = header.texts(TAG.baseNames);
  if (names.length === 0) return header.texts(TAG.oldFileNames);
  const directories = header.texts(TAG.directoryNames);
  const indexes = header.numbers(TAG.directoryIndexes);
  let characters = 0;
  return names.map((name, position) => {
    const directory = directories[indexes[position] ?? -1];
    if (directory === undefined) throw new BinaryFault(0, `file ${position + 1} of a package has no directory`);
    characters += directory.length + name.length;
    if (characters > MAX_PATH_CHARACTERS) throw new BinaryFault(0, 'the paths of a package are too long');
    return directory + name;
  });
}
