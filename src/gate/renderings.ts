import { problemOf } from '../core/errors.ts';
import type { Files, Processes, Workspace } from '../core/ports.ts';
import type { Rendered, RenderOptions, RenderRoot } from '../render/rendered.ts';
import { gateErrors } from './errors.ts';

/** What renders charts and kustomizations, and how. */
export interface RenderingTools {
  readonly workspace: Workspace;
  readonly processes: Processes;
  readonly options: RenderOptions;
}

/** Asked for when there is something to render; without one nothing is. */
type RenderingSource = (() => Promise<RenderingTools>) | undefined;

/** How many roots are rendered before somebody asks for them: programs run beside this one. */
const AHEAD = 3;

/** What the roots of a path render to, each rendered once. */
export class Renderings {
  readonly #roots: readonly RenderRoot[];
  readonly #files: Files;
  readonly #rendering: RenderingSource;
  readonly #begun = new Map<number, Promise<Rendered>>();

  constructor(roots: readonly RenderRoot[], files: Files, rendering: RenderingSource) {
    this.#roots = roots;
    this.#files = files;
    this.#rendering = rendering;
  }

  /** What a root renders to. The next ones are begun as well. */
  async at(index: number): Promise<Rendered> {
    for (let next = index + 1; next <= index + AHEAD; next += 1) {
      // An error is told to the one that asks for it.
      this.#begin(next)?.catch(() => {});
    }
    const asked = this.#begin(index);
    if (asked === undefined) throw new Error(`There are ${this.#roots.length} roots, and no root ${index}.`);
    return asked;
  }

  #begin(index: number): Promise<Rendered> | undefined {
    const root = this.#roots[index];
    if (root === undefined) return undefined;
    const begun = this.#begun.get(index) ?? renderWith(root, this.#files, this.#rendering);
    this.#begun.set(index, begun);
    return begun;
  }
}

async function renderWith(root: RenderRoot, files: Files, rendering: RenderingSource): Promise<Rendered> {
  if (rendering === undefined) return missingRoot(root);
  const { render } = await import('../render/render.ts');
  const { workspace, processes, options } = await rendering();
  return render(root, { files, workspace, processes }, options);
}

function missingRoot({ by, directory, file }: RenderRoot): Rendered {
  const { code, message, remedy } = problemOf(gateErrors, 'PL_E_NOT_RENDERED', { by, root: directory });
  return { state: 'missing', missing: { code, what: message, supply: remedy, file } };
}
