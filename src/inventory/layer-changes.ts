import { layerPath } from '../image/layer-path.ts';
import type { CatalogedLayer } from './told-files.ts';

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** Which paths each layer brings or hides. Only asked where something is amiss, since it takes every name of every layer. */
export class LayerChanges {
  readonly #layers: readonly CatalogedLayer[];
  readonly #names = new Map<number, ReadonlySet<string>>();

  constructor(layers: readonly CatalogedLayer[]) {
    this.#layers = layers;
  }

  /** The first layer above another that replaces or hides a path; the one above it where none can be found. */
  firstAfter(layer: number, path: string): number {
    for (let above = layer + 1; above < this.#layers.length; above += 1) if (this.#changes(above, path)) return above;
    return Math.min(layer + 1, this.#layers.length - 1);
  }

  #changes(layer: number, path: string): boolean {
    const names = this.#namesOf(layer);
    if (names.has(path)) return true;
    const steps = path.split('/');
    return steps.some((step, depth) => {
      const parent = steps
        .slice(0, depth)
        .map((name) => `${name}/`)
        .join('');
      return names.has(`${parent}${WHITEOUT}${step}`) || names.has(`${parent}${OPAQUE}`);
    });
  }

  #namesOf(layer: number): ReadonlySet<string> {
    const known = this.#names.get(layer);
    if (known !== undefined) return known;
    const names = new Set((this.#layers[layer]?.entries ?? []).map(({ name }) => layerPath(name)));
    this.#names.set(layer, names);
    return names;
  }
}
