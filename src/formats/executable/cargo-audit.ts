import { inflateSync } from 'node:zlib';
import { isMapping } from '../../core/record.ts';
import { BinaryFault, type Damage } from '../byte-view.ts';
import { attemptLater } from '../source-view.ts';
import type { Executable } from './executable.ts';

/** A crate that a program was built from. */
export interface AuditedCrate {
  readonly name: string;
  readonly version: string;
  /** `crates.io`, `git`, `local`, `registry`, or another word. */
  readonly source: string;
  /** What it was needed for: only `runtime` ones are in the program. */
  readonly kind: 'runtime' | 'build';
  /** Names of the crates that it needs when it runs. */
  readonly dependencies: readonly string[];
  /** Whether it is the program itself. */
  readonly isRoot: boolean;
}

/** What cargo-auditable wrote into a program. */
export interface CargoAudit {
  readonly crates: readonly AuditedCrate[];
  /** How many entries were none. */
  readonly damaged: number;
  /** Where it stands in the file, in bytes. */
  readonly offset: number;
}

/** The names of the section in ELF and PE, and in Mach-O. */
const SECTIONS = new Set(['.dep-v0', '__DATA,.dep-v0']);

const MAX_PACKED = 8 * 1024 * 1024;
const MAX_TEXT = 8 * 1024 * 1024;

/**
 * The crates of a Rust program; undefined for what was not built with cargo-auditable.
 * Source: https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md.
 */
export async function readCargoAudit(executable: Executable): Promise<CargoAudit | Damage | undefined> {
  const section = executable.sections.find(({ name }) => SECTIONS.has(name));
  if (section === undefined) return undefined;
  return attemptLater(async () => {
    const { bytes } = await executable.read(section, MAX_PACKED);
    const entries = entriesOf(unpacked(bytes, section.offset), section.offset);
    const crates = entries.flatMap((entry) => crateOf(entry, entries));
    return { crates, damaged: entries.length - crates.length, offset: section.offset };
  });
}

function unpacked(bytes: Uint8Array, offset: number): string {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_TEXT }).toString();
  } catch {
    throw new BinaryFault(offset, `the list of crates cannot be unpacked to at most ${MAX_TEXT} bytes`);
  }
}

function entriesOf(text: string, offset: number): readonly unknown[] {
  const list = parsed(text);
  if (!isMapping(list) || !Array.isArray(list['packages'])) throw new BinaryFault(offset, 'there is no list of crates');
  return list['packages'];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A crate; none where the entry is not one. Its kind is `runtime`, and it needs nothing, where that is left out. */
function crateOf(entry: unknown, all: readonly unknown[]): readonly AuditedCrate[] {
  if (!isMapping(entry)) return [];
  const { name, version, source, kind, dependencies, root } = entry;
  if (typeof name !== 'string' || typeof version !== 'string' || name === '') return [];
  return [
    {
      name,
      version,
      source: typeof source === 'string' ? source : '',
      kind: kind === 'build' ? 'build' : 'runtime',
      dependencies: neededOf(dependencies, all),
      isRoot: root === true,
    },
  ];
}

/** Dependencies are told by their places in the list. */
function neededOf(dependencies: unknown, all: readonly unknown[]): readonly string[] {
  if (!Array.isArray(dependencies)) return [];
  return dependencies.flatMap((place: unknown) => {
    const needed = typeof place === 'number' ? all[place] : undefined;
    if (!isMapping(needed) || typeof needed['name'] !== 'string' || needed['kind'] === 'build') return [];
    return [needed['name']];
  });
}
