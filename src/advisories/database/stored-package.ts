import { isMapping } from '../../core/record.ts';
import type { Affected } from '../advisory.ts';
import { type GoImport, goImportsIn } from '../go-imports.ts';
import { areTexts, isCount, isEntryCode } from './block-guards.ts';
import { DamagedShard } from './damaged-shard.ts';
import { decodeEntry, type EntryCode } from './entry-code.ts';
import type { AdvisoryHead } from './head-code.ts';
import type { KeptAdvisory } from './kept-advisory.ts';
import { VersionTable } from './version-places.ts';

/** Where the heads of advisories are read. */
type HeadAt = (number: number) => AdvisoryHead | Promise<AdvisoryHead>;

/** Whose advisories they are, and what is read when it is asked for. */
export interface PackageContext {
  readonly ecosystem: string;
  readonly name: string;
  readonly headAt: HeadAt;
  /** What advisories name of a package of Go, by the number of the head. */
  readonly imports: () => unknown;
}

/** The advisories of a package as its line has them; undefined where it is none. */
export function advisoriesIn(code: unknown, context: PackageContext): readonly StoredAdvisory[] | undefined {
  if (!Array.isArray(code)) return undefined;
  const items: readonly unknown[] = code;
  if (!areTexts(items[0])) return undefined;
  const about = { ...context, versions: new VersionTable(items[0]) };
  const advisories: StoredAdvisory[] = [];
  for (let at = 1; at < items.length; at += 1) {
    const item = items[at];
    const advisory = Array.isArray(item) ? longAdvisory(item, about) : shortAdvisory(item, items[(at += 1)], about);
    if (advisory === undefined) return undefined;
    advisories.push(advisory);
  }
  return advisories;
}

interface About extends PackageContext {
  readonly versions: VersionTable;
}

function shortAdvisory(head: unknown, place: unknown, about: About): StoredAdvisory | undefined {
  return isCount(head) && isCount(place) && place < about.versions.count
    ? new StoredAdvisory(head, place, about)
    : undefined;
}

function longAdvisory(item: readonly unknown[], about: About): StoredAdvisory | undefined {
  const [head] = item;
  if (!isCount(head)) return undefined;
  const codes: EntryCode[] = [];
  for (let at = 1; at < item.length; at += 1) {
    const code = item[at];
    if (!isEntryCode(code, about.versions.count)) return undefined;
    codes.push(code);
  }
  return new StoredAdvisory(head, codes, about);
}

/** An advisory of a package, of which is read what is asked for. */
export class StoredAdvisory implements KeptAdvisory {
  /** The number of its head. */
  readonly number: number;
  readonly #told: number | readonly EntryCode[];
  readonly #about: About;

  constructor(number: number, told: number | readonly EntryCode[], about: About) {
    this.number = number;
    this.#told = told;
    this.#about = about;
  }

  get fix(): string | undefined {
    return typeof this.#told === 'number' ? this.#about.versions.at(this.#told) : undefined;
  }

  get entries(): readonly Affected[] {
    const codes = typeof this.#told === 'number' ? [this.#told] : this.#told;
    return codes.map((code) => decodeEntry(code, this.#about));
  }

  head(): AdvisoryHead | Promise<AdvisoryHead> {
    return this.#about.headAt(this.number);
  }

  imports(): readonly GoImport[] {
    const byHead = this.#about.imports();
    if (!isMapping(byHead)) throw new DamagedShard(`no imports of ${this.#about.name}`);
    const ofEntries: unknown = byHead[this.number];
    return Array.isArray(ofEntries) ? ofEntries.flatMap(goImportsIn) : [];
  }
}
