import type { Files } from '../../core/ports.ts';
import type { FilePosition } from '../../formats/written-at.ts';
import { readFile } from '../load-manifests.ts';

const VALUE = /\.Values((?:\.[A-Za-z_][A-Za-z0-9_]*)+)/g;
const MAX_TEMPLATE_BYTES = 4 * 1024 * 1024;

/** The values of a chart that lines of its templates are written with, as `image.tag`. Each template is read once. */
export class TemplateValues {
  readonly #files: Files;
  readonly #lines = new Map<string, Promise<readonly string[]>>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** None where the line names no value itself, as one that uses a variable or another template. */
  async at({ file, line }: FilePosition): Promise<readonly string[]> {
    const lines = this.#lines.get(file) ?? this.#read(file);
    this.#lines.set(file, lines);
    const text = (await lines)[line - 1] ?? '';
    return [...new Set([...text.matchAll(VALUE)].map((match) => (match[1] ?? '').slice(1)))];
  }

  async #read(file: string): Promise<readonly string[]> {
    if ((await this.#files.kindOf(file)) !== 'file') return [];
    const source = await readFile(this.#files, { path: file }, MAX_TEMPLATE_BYTES);
    return 'code' in source ? [] : source.text.split('\n');
  }
}
