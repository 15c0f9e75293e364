import type { VersionOrder } from '../versions/order.ts';
import type { RangeEvent } from './advisory.ts';
import { differPlainly } from './plain-difference.ts';

/** An event where it stands on the line. */
export interface PlacedEvent extends RangeEvent {
  /** Seen from the installed version: negative before, 0 at it, positive behind. */
  readonly place: number;
  /** What the order makes of its version; undefined at the ends of the line. */
  readonly parsed: unknown;
}

/** A version that was read, and its place. */
type PlacedVersion = Pick<PlacedEvent, 'place' | 'parsed'>;

/** Events at one version count in this order, so that a range that ends where it begins is empty. */
const RANK: Readonly<Record<RangeEvent['kind'], number>> = { introduced: 0, last_affected: 1, fixed: 2, limit: 3 };

/** The line of versions of one package, seen from the installed one. */
export class VersionLine {
  /** The installed version, as it is written. */
  readonly version: string;
  readonly #order: VersionOrder;
  readonly #here: unknown;
  /** Advisories of one package name the same versions over and over. */
  readonly #known = new Map<string, PlacedVersion | undefined>();

  constructor(order: VersionOrder, version: string) {
    this.version = version;
    this.#order = order;
    this.#here = order.parse(version);
  }

  /** Whether the installed version can be read; where it cannot, nothing on the line can be told. */
  get isReadable(): boolean {
    return this.#here !== undefined;
  }

  /** What the order makes of a version, kept for the next advisory that names it; undefined where it cannot be read. */
  #placed(version: string): PlacedVersion | undefined {
    const known = this.#known.get(version);
    if (known !== undefined || this.#here === undefined) return known;
    const parsed = this.#order.parse(version);
    const placed = parsed === undefined ? undefined : { parsed, place: this.#order.compare(parsed, this.#here) };
    this.#known.set(version, placed);
    return placed;
  }

  /** Where an event stands; undefined where its version cannot be read. */
  place({ kind, version }: RangeEvent): PlacedEvent | undefined {
    if (kind === 'introduced' && version === '0')
      return { kind, version, place: Number.NEGATIVE_INFINITY, parsed: undefined };
    // Alpine and Wolfi say so that a package never had the flaw.
    if (kind === 'fixed' && version === '0')
      return { kind, version, place: Number.NEGATIVE_INFINITY, parsed: undefined };
    if (kind === 'limit' && version === '*')
      return { kind, version, place: Number.POSITIVE_INFINITY, parsed: undefined };
    const placed = this.#placed(version);
    return placed === undefined ? undefined : { kind, version, place: placed.place, parsed: placed.parsed };
  }

  /** Whether a version is the installed one, perhaps written otherwise. */
  readonly isHere = (version: string): boolean => {
    if (version === this.version) return true;
    if (differPlainly(version, this.version)) return false;
    const parsed = this.#here === undefined ? undefined : this.#order.parse(version);
    return parsed !== undefined && this.#order.compare(parsed, this.#here) === 0;
  };

  /** The order of two events along the line. */
  compare(a: PlacedEvent, b: PlacedEvent): number {
    // What stands on the two sides of the installed version need not be compared.
    const sides = Math.sign(a.place) - Math.sign(b.place);
    if (sides !== 0) return sides;
    if (a.parsed === undefined || b.parsed === undefined) {
      const [left, right] = [endOf(a), endOf(b)];
      return left === right ? RANK[a.kind] - RANK[b.kind] : left - right;
    }
    return this.#order.compare(a.parsed, b.parsed) || RANK[a.kind] - RANK[b.kind];
  }

  /** The later of two versions; the first where they cannot be compared. */
  later(a: string, b: string): string {
    return laterOf(this.#order, a, b);
  }
}

/** The later of two versions by an order; the first where one of them cannot be read. */
export function laterOf(order: VersionOrder, a: string, b: string): string {
  const [left, right] = [order.parse(a), order.parse(b)];
  return left === undefined || right === undefined || order.compare(left, right) >= 0 ? a : b;
}

/** -1 and 1 at the ends of the line, 0 between them. */
function endOf({ parsed, place }: PlacedEvent): number {
  return parsed === undefined ? Math.sign(place) : 0;
}

/** An order that takes versions as if all had the same epoch. */
export function withoutEpochs(order: VersionOrder): VersionOrder {
  return { ...order, parse: (text) => order.parse(text.replace(/^\d+:/, '')) };
}
