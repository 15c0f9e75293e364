import type { Advisory, Affected } from '../advisory.ts';
import type { AdvisoryDetails } from '../read-details.ts';
import { GrowingShard } from './growing-shard.ts';
import { detailsShard } from './shard-kind.ts';

/** What the advisories of a source tell people, kept as a shard whose packages are the advisories, by their ids. */
export class DetailsShard {
  readonly #name: string;
  readonly #shard = new GrowingShard();
  #isEmpty = true;

  constructor(source: string) {
    this.#name = detailsShard(source);
  }

  /** Takes what an advisory tells; nothing where it tells nothing. */
  add(id: string, { summary, published, references }: AdvisoryDetails): void {
    if (summary === '' && references.length === 0) return;
    this.#isEmpty = false;
    const texts = [published, summary, ...references.flatMap(({ type, url }) => [type, url])];
    this.#shard.add(NOBODY, entryOf(this.#name, id, texts));
  }

  /** The shard; none where nothing was told. */
  *shards(): Generator<readonly [name: string, shard: Uint8Array<ArrayBuffer>]> {
    if (!this.#isEmpty) yield [this.#name, this.#shard.write(this.#name)];
  }
}

/** The texts stand where the versions of a package do, which are kept as they are written. */
function entryOf(ecosystem: string, name: string, versions: readonly string[]): Affected {
  return { ecosystem, name, ranges: [], versions, severity: [], specific: {} };
}

/** All of them share one advisory, of which nothing is read. */
const NOBODY: Advisory = {
  id: '',
  aliases: [],
  upstream: [],
  related: [],
  withdrawn: undefined,
  modified: '',
  published: undefined,
  summary: undefined,
  severity: [],
  rated: undefined,
  affected: [],
};
