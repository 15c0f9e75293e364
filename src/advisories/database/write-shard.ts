import { constants, zstdCompressSync } from 'node:zlib';
import type { Advisory, Affected } from '../advisory.ts';
import { baseOf } from '../ecosystem.ts';
import { severityOf } from '../severity.ts';
import { type EntryCode, encodeEntry } from './entry-code.ts';
import { encodeHead, type HeadCode } from './head-code.ts';
import {
  type BlockPlace,
  FOOTER_BYTES,
  HEADS_PER_BLOCK,
  MARK,
  PACKAGES_PER_BLOCK,
  type PackageCode,
  SHARD_FORMAT,
  type ShardIndex,
} from './shard.ts';

/** The advisories of an ecosystem, each release of which becomes a shard. */
export class ShardWriter {
  readonly #base: string;
  readonly #ecosystems = new Map<string, Map<string, Affecting[]>>();

  /** `base` is the ecosystem without a release: `Debian`. */
  constructor(base: string) {
    this.#base = base;
  }

  /**
   * Takes what an advisory says of the ecosystem. What it says of others is theirs: it stands in their archives too, with all that belongs
   * to it. One that was taken back says nothing.
   */
  add(advisory: Advisory): void {
    if (advisory.withdrawn !== undefined) return;
    for (const entry of advisory.affected) {
      if (baseOf(entry.ecosystem) !== this.#base) continue;
      const affecting = this.#affecting(entry);
      const last = affecting.at(-1);
      if (last?.advisory === advisory) last.entries.push(entry);
      else affecting.push({ advisory, entries: [entry] });
    }
  }

  /** The shards by the names of their ecosystems. */
  *shards(): Generator<readonly [ecosystem: string, shard: Uint8Array]> {
    for (const [ecosystem, packages] of this.#ecosystems) yield [ecosystem, writeShard(ecosystem, packages)];
  }

  #affecting({ ecosystem, name }: Affected): Affecting[] {
    const packages = this.#ecosystems.get(ecosystem) ?? new Map<string, Affecting[]>();
    this.#ecosystems.set(ecosystem, packages);
    const known = packages.get(name) ?? [];
    packages.set(name, known);
    return known;
  }
}

interface Affecting {
  readonly advisory: Advisory;
  readonly entries: [Affected, ...Affected[]];
}

function writeShard(ecosystem: string, packages: ReadonlyMap<string, readonly Affecting[]>): Uint8Array {
  const numbering = new Numbering();
  const codes = [...packages]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, affecting]): PackageCode => [name, ...affecting.map((each) => numbering.encode(each))]);
  return assemble(ecosystem, codes, numbering.heads);
}

/** Numbers advisories in the order in which packages name them. One that is severe otherwise in another package has another number there. */
class Numbering {
  readonly heads: HeadCode[] = [];
  readonly #numbers = new Map<string, number>();

  encode({ advisory, entries }: Affecting): readonly [head: number, ...EntryCode[]] {
    const judgement = severityOf(advisory, entries[0]);
    const identity = `${advisory.id}\n${judgement.severity}\n${judgement.by}\n${judgement.score ?? ''}`;
    const number = this.#numbers.get(identity) ?? this.heads.push(encodeHead(advisory, judgement)) - 1;
    this.#numbers.set(identity, number);
    return [number, ...entries.map(encodeEntry)];
  }
}

function assemble(ecosystem: string, packages: readonly PackageCode[], heads: readonly HeadCode[]): Uint8Array {
  const file = new BlockFile();
  const headPlaces = chunked(heads, HEADS_PER_BLOCK).map((block) => file.add(block));
  const names = chunked(packages, PACKAGES_PER_BLOCK).map((block): ShardIndex['names'][number] => [
    block[0]?.[0] ?? '',
    ...file.add(block),
  ]);
  const index: ShardIndex = {
    format: SHARD_FORMAT,
    ecosystem,
    modified: heads.reduce((latest, [, , , , modified]) => (modified > latest ? modified : latest), ''),
    advisories: new Set(heads.map(([id]) => id)).size,
    packages: packages.length,
    heads: headPlaces,
    names,
  };
  return file.close(index);
}

function chunked<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

const PACKING = {
  params: { [constants.ZSTD_c_compressionLevel]: 6, [constants.ZSTD_c_checksumFlag]: 1 },
};

/** A file that grows by packed blocks. */
class BlockFile {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  add(block: unknown): BlockPlace {
    const packed = zstdCompressSync(JSON.stringify(block), PACKING);
    const place = [this.#length, packed.length] as const;
    this.#parts.push(packed);
    this.#length += packed.length;
    return place;
  }

  close(index: ShardIndex): Uint8Array {
    const [offset, length] = this.add(index);
    const footer = Buffer.alloc(FOOTER_BYTES);
    footer.write(MARK);
    footer.writeBigUInt64LE(BigInt(offset), MARK.length);
    footer.writeBigUInt64LE(BigInt(length), MARK.length + 8);
    return Buffer.concat([...this.#parts, footer]);
  }
}
