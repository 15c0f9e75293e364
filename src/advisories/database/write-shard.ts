import { constants, zstdCompressSync } from 'node:zlib';
import type { Advisory, Affected } from '../advisory.ts';
import { baseOf } from '../ecosystem.ts';
import { type Judgement, severityOf } from '../severity.ts';
import { encodeEntry } from './entry-code.ts';
import { encodeHead, type HeadCode } from './head-code.ts';
import {
  BLOCK_LENGTH,
  type BlockPlace,
  FOOTER_BYTES,
  HEADS_PER_BLOCK,
  MARK,
  PACKAGES_PER_BLOCK,
  SHARD_FORMAT,
  type ShardIndex,
} from './shard.ts';

/** The advisories of an ecosystem, each release of which becomes a shard. What is added is kept as the text that will be packed. */
export class ShardWriter {
  readonly #base: string;
  readonly #ecosystems = new Map<string, GrowingShard>();

  /** `base` is the ecosystem without a release: `Debian`. */
  constructor(base: string) {
    this.#base = base;
  }

  /**
   * Takes what an advisory says of the ecosystem. What it says of others is theirs: it stands in their archives too, with all that belongs
   * to it. One that was taken back says nothing. Gives why it cannot all be taken, where it is larger than a block may be.
   */
  add(advisory: Advisory): string | undefined {
    if (advisory.withdrawn !== undefined) return undefined;
    if (namesLength(advisory) > MOST_NAMES) return `its names have more than ${MOST_NAMES} characters`;
    for (const entry of advisory.affected) {
      if (baseOf(entry.ecosystem) !== this.#base) continue;
      const shard = this.#ecosystems.get(entry.ecosystem) ?? new GrowingShard();
      this.#ecosystems.set(entry.ecosystem, shard);
      if (!shard.add(advisory, entry))
        return `with it more than ${MOST_OF_PACKAGE} characters would be kept of one package`;
    }
    return undefined;
  }

  /** The shards by the names of their ecosystems. */
  *shards(): Generator<readonly [ecosystem: string, shard: Uint8Array]> {
    for (const [ecosystem, shard] of this.#ecosystems) yield [ecosystem, shard.write(ecosystem)];
  }
}

/** The most that the names of an advisory have, in characters: 256 of them are unpacked at once. The most that are published have some thousands. */
const MOST_NAMES = 64 * 1024;

/** The most that is kept of one package, in characters: it is unpacked at once. The most that is published has some hundred thousand. */
const MOST_OF_PACKAGE = 16 * 1024 * 1024;

function namesLength({ id, aliases, upstream, related }: Advisory): number {
  return [id, ...aliases, ...upstream, ...related].reduce((length, name) => length + name.length, 0);
}

/** What an advisory says of a package. */
interface Affecting {
  readonly id: string;
  readonly head: HeadCode;
  /** Its entries, as they are packed: `,[...],[...]`. */
  entries: string;
}

/** A package with what advisories say of it. */
interface GrowingPackage {
  /** In characters. */
  length: number;
  readonly affecting: Affecting[];
}

/** The advisories of one ecosystem and release. */
class GrowingShard {
  readonly #packages = new Map<string, GrowingPackage>();
  #latest: Advisory | undefined;
  /** What is kept of the latest advisory. */
  #heads: { readonly judgement: Judgement; readonly code: HeadCode }[] = [];

  /** False where more would be kept of a package than can be. */
  add(advisory: Advisory, entry: Affected): boolean {
    const code = `,${JSON.stringify(encodeEntry(entry))}`;
    const known = this.#packages.get(entry.name) ?? { length: 0, affecting: [] };
    if (known.length + code.length > MOST_OF_PACKAGE) return false;
    this.#packages.set(entry.name, known);
    known.length += code.length;
    const last = known.affecting.at(-1);
    if (last?.id === advisory.id) last.entries += code;
    else known.affecting.push({ id: advisory.id, head: this.#headOf(advisory, entry), entries: code });
    return true;
  }

  /** Numbers the advisories in the order in which packages name them. */
  write(ecosystem: string): Uint8Array {
    const numbers = new Map<HeadCode, number>();
    const numberOf = (head: HeadCode): number => {
      const number = numbers.get(head) ?? numbers.size;
      numbers.set(head, number);
      return number;
    };
    const packages = [...this.#packages]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { affecting }]): PackedText => {
        const advisories = affecting.map(({ head, entries }) => `,[${numberOf(head)}${entries}]`);
        return { name, text: `[${JSON.stringify(name)}${advisories.join('')}]` };
      });
    return assemble(ecosystem, packages, [...numbers.keys()]);
  }

  /** One that is severe otherwise in another package has another head there. */
  #headOf(advisory: Advisory, entry: Affected): HeadCode {
    if (this.#latest !== advisory) this.#heads = [];
    this.#latest = advisory;
    const judgement = severityOf(advisory, entry);
    const known = this.#heads.find((head) => isSameJudgement(head.judgement, judgement));
    if (known !== undefined) return known.code;
    const code = encodeHead(advisory, judgement);
    this.#heads.push({ judgement, code });
    return code;
  }
}

function isSameJudgement(a: Judgement, b: Judgement): boolean {
  return a.severity === b.severity && a.by === b.by && a.score === b.score;
}

/** A package as it is packed. */
interface PackedText {
  readonly name: string;
  readonly text: string;
}

function assemble(ecosystem: string, packages: readonly PackedText[], heads: readonly HeadCode[]): Uint8Array {
  const file = new BlockFile();
  const headPlaces = chunked(heads, HEADS_PER_BLOCK).map((block) => file.add(JSON.stringify(block)));
  const names = blocksOf(packages).map((block): ShardIndex['names'][number] => [
    block[0]?.name ?? '',
    ...file.add(`[${block.map(({ text }) => text).join(',')}]`),
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

/** Packages in blocks, so many in each, and fewer where much is said of them. */
function blocksOf(packages: readonly PackedText[]): readonly (readonly PackedText[])[] {
  const blocks: PackedText[][] = [];
  let length = 0;
  for (const each of packages) {
    const block = blocks.at(-1);
    if (block === undefined || block.length === PACKAGES_PER_BLOCK || length + each.text.length > BLOCK_LENGTH) {
      blocks.push([each]);
      length = each.text.length;
    } else {
      block.push(each);
      length += each.text.length;
    }
  }
  return blocks;
}

const PACKING = {
  params: { [constants.ZSTD_c_compressionLevel]: 6, [constants.ZSTD_c_checksumFlag]: 1 },
};

/** A file that grows by packed blocks. */
class BlockFile {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Adds a block of JSON. */
  add(block: string): BlockPlace {
    const packed = zstdCompressSync(block, PACKING);
    const place = [this.#length, packed.length] as const;
    this.#parts.push(packed);
    this.#length += packed.length;
    return place;
  }

  close(index: ShardIndex): Uint8Array {
    const [offset, length] = this.add(JSON.stringify(index));
    const footer = Buffer.alloc(FOOTER_BYTES);
    footer.write(MARK);
    footer.writeBigUInt64LE(BigInt(offset), MARK.length);
    footer.writeBigUInt64LE(BigInt(length), MARK.length + 8);
    return Buffer.concat([...this.#parts, footer]);
  }
}
