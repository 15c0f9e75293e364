import type { AdvisoryDetails } from '../read-details.ts';
import { BlockFile } from './block-file.ts';
import { PackageBlocks } from './package-blocks.ts';
import { BLOCK_BYTES, type PackageCode, SHARD_FORMAT } from './shard.ts';
import { detailsShard } from './shard-kind.ts';
import { TextLog } from './text-log.ts';

/** Advisories in a block: one is asked for at a time, by people, so that fewer and better packed ones cost nothing that is felt. */
const PER_BLOCK = 256;

/** Where the line of an advisory lies. */
interface Line {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What the advisories of a source tell people, kept as a shard whose packages are the advisories, by their ids. The texts stand where the
 * versions of a package do, which are kept as they are written; there are no heads.
 */
export class DetailsShard {
  readonly #name: string;
  readonly #texts = new TextLog();
  readonly #lines: Line[] = [];

  constructor(source: string) {
    this.#name = detailsShard(source);
  }

  /** Takes what an advisory tells; nothing where it tells nothing. The first of an id counts. */
  add(id: string, { summary, references }: AdvisoryDetails): void {
    if (summary === '' && references.length === 0) return;
    const texts = [summary];
    for (const { type, url } of references) texts.push(type, url);
    const line: PackageCode = [texts, [0, [[], [1, texts.length]]]];
    const start = this.#texts.end;
    this.#lines.push({ id, start, end: this.#texts.add(JSON.stringify(line)) });
  }

  /** The shard; none where nothing was told. */
  *shards(): Generator<readonly [name: string, shard: Uint8Array<ArrayBuffer>]> {
    if (this.#lines.length > 0) yield [this.#name, this.#write()];
  }

  #write(): Uint8Array<ArrayBuffer> {
    const file = new BlockFile();
    const blocks = new PackageBlocks(file);
    const lines = firstOfEach(this.#lines);
    for (const { id, start, end } of lines) {
      if (blocks.count === PER_BLOCK || blocks.bytes + end - start > BLOCK_BYTES) blocks.end();
      blocks.add(id, (text) => text.addPart(this.#texts, start, end));
    }
    const counts = { advisories: lines.length, packages: lines.length };
    return file.close({
      format: SHARD_FORMAT,
      ecosystem: this.#name,
      modified: '',
      ...counts,
      heads: [],
      names: blocks.places(),
    });
  }
}

/** Sorted by their ids. */
function firstOfEach(lines: readonly Line[]): readonly Line[] {
  const sorted = lines.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return sorted.filter(({ id }, index) => id !== sorted[index - 1]?.id);
}
