import type { BlockFile } from './block-file.ts';
import type { ShardIndex } from './shard.ts';
import { TextLog } from './text-log.ts';

/** Writes what is told of packages, sorted by their names, into blocks: the names in a line, then a line for each. */
export class PackageBlocks {
  readonly #file: BlockFile;
  readonly #places: ShardIndex['names'][number][] = [];
  readonly #lines = new TextLog();
  readonly #block = new TextLog();
  #names: string[] = [];

  constructor(file: BlockFile) {
    this.#file = file;
  }

  /** How many packages the block has that is written now. */
  get count(): number {
    return this.#names.length;
  }

  /** How long their lines are, in bytes. */
  get bytes(): number {
    return this.#lines.end;
  }

  /** Adds a package, whose line `write` adds without its end. */
  add(name: string, write: (lines: TextLog) => void): void {
    this.#names.push(name);
    write(this.#lines);
    this.#lines.add('\n');
  }

  /** Ends the block; the next package is the first of another. */
  end(): void {
    const [first] = this.#names;
    if (first === undefined) return;
    this.#block.add(`${JSON.stringify(this.#names)}\n`);
    this.#block.addPart(this.#lines, 0, this.#lines.end);
    this.#places.push([first, ...this.#file.add(this.#block.all())]);
    this.#block.clear();
    this.#lines.clear();
    this.#names = [];
  }

  /** Where all blocks are, once the last has ended. */
  places(): ShardIndex['names'] {
    this.end();
    return this.#places;
  }
}
