/** Before every version. It begins most ranges, and stands first in every list without being written. */
const FIRST = '0';

/** The versions that advisories name of one package. Each is written once, and named by its place in the list. */
export class VersionPlaces {
  /** None as long as nothing but the first version is named: of most packages nothing else is. */
  #places: Map<string, number> | undefined;
  /** How long the list is when it is written, in bytes. */
  bytes = 0;

  /** The place of a version, which is put behind the others where it is new. */
  of(version: string): number {
    if (version === FIRST) return 0;
    this.#places ??= new Map();
    const known = this.#places.get(version);
    if (known !== undefined) return known;
    const place = this.#places.size + 1;
    this.#places.set(version, place);
    this.bytes += writtenBytes(version);
    return place;
  }

  /** The places of several versions, as the first and the last of each run: what advisories list is often the same, and in the same order. */
  runsOf(versions: Iterable<string>): readonly number[] {
    const runs: number[] = [];
    for (const version of versions) {
      const place = this.of(version);
      if (runs.at(-1) === place - 1) runs[runs.length - 1] = place;
      else runs.push(place, place);
    }
    return runs;
  }

  /** How many are written. */
  get count(): number {
    return this.#places?.size ?? 0;
  }

  /** Forgets those that were put behind so many. */
  forgetBehind(count: number): void {
    for (const version of this.written().slice(count)) {
      this.#places?.delete(version);
      this.bytes -= writtenBytes(version);
    }
  }

  /** What is written: all but the first. */
  written(): readonly string[] {
    return [...(this.#places?.keys() ?? [])];
  }
}

/** How long a version is in the list, in bytes. */
function writtenBytes(version: string): number {
  return Buffer.byteLength(JSON.stringify(version)) + 1;
}

/** The versions of a package by their places. */
export class VersionTable {
  readonly #written: readonly string[];
  #sought: IsSought | undefined;
  #found: readonly number[] = [];

  constructor(written: readonly string[]) {
    this.#written = written;
  }

  /** How many there are. */
  get count(): number {
    return this.#written.length + 1;
  }

  at(place: number): string {
    return place === 0 ? FIRST : (this.#written[place - 1] ?? '');
  }

  /** Where those are that are sought, in their order; who asks for the same again gets the same answer without looking. */
  placesOf(isSought: IsSought): readonly number[] {
    if (isSought !== this.#sought) {
      const found: number[] = [];
      for (let place = 0; place < this.count; place += 1) if (isSought(this.at(place))) found.push(place);
      this.#found = found;
      this.#sought = isSought;
    }
    return this.#found;
  }
}

/** What is asked of a version. The same question is the same function. */
type IsSought = (version: string) => boolean;

/** Versions that an advisory lists. */
export class VersionRuns {
  readonly #table: VersionTable;
  readonly #runs: readonly number[];

  constructor(table: VersionTable, runs: readonly number[]) {
    this.#table = table;
    this.#runs = runs;
  }

  some(isSought: IsSought): boolean {
    const found = this.#table.placesOf(isSought);
    for (let at = 0; at < this.#runs.length && found.length > 0; at += 2)
      if (isAnyWithin(found, this.#runs[at] ?? 0, this.#runs[at + 1] ?? -1)) return true;
    return false;
  }

  forEach(use: (version: string) => void): void {
    for (let at = 0; at < this.#runs.length; at += 2) {
      const last = this.#runs[at + 1] ?? -1;
      for (let place = this.#runs[at] ?? 0; place <= last; place += 1) use(this.#table.at(place));
    }
  }
}

/** Whether one of some numbers, which are sorted, is at least the one and at most the other. */
function isAnyWithin(numbers: readonly number[], least: number, most: number): boolean {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return (numbers[low] ?? Number.POSITIVE_INFINITY) <= most;
}

/** Whether numbers are the first and the last of runs of a list of so many versions, which have no more versions than it has. */
export function areRuns(numbers: readonly number[], versions: number): boolean {
  let count = 0;
  for (let at = 0; at < numbers.length; at += 2) {
    const first = numbers[at] ?? 0;
    const last = numbers[at + 1] ?? -1;
    if (last < first || last >= versions) return false;
    count += last - first + 1;
  }
  return count <= versions;
}
