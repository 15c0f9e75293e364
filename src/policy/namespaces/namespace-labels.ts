import { isMapping } from '../../core/record.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import type { Resource } from '../../manifests/resource.ts';

/** The labels of a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** A Namespace that was read, and whether it lies in the unit that is judged or is already there. */
export interface ReadNamespace {
  readonly resource: Resource;
  readonly isContext: boolean;
}

/** The API server sets it on every namespace, whatever a manifest says. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** More combinations than these are not told apart: then the labels are not known. */
const MOST = 64;

interface Known {
  readonly context: Labels[];
  readonly unit: Labels[];
  isUnreadable: boolean;
}

/** What labels namespaces have, or may have once a unit is applied. */
export class NamespaceLabels {
  readonly #known = new Map<string, Known>();

  constructor(namespaces: readonly ReadNamespace[]) {
    for (const { resource, isContext } of namespaces) this.#add(resource, isContext);
  }

  /**
   * The labels that a namespace may have: those that it has already, and those that applying the unit makes of them. Undefined where
   * they are not known: no Namespace of that name is already there, and that of the unit is not to be trusted.
   */
  of(name: string, trustUnit: boolean): readonly Labels[] | undefined {
    const known = this.#known.get(name);
    if (known === undefined || known.isUnreadable) return undefined;
    const { context, unit } = known;
    if (context.length === 0) return trustUnit && unit.length > 0 ? unit : undefined;
    if ((context.length + 1) * unit.length > MOST) return undefined;
    const applied = context.flatMap((before) => unit.map((after) => ({ ...before, ...after })));
    return trustUnit && unit.length > 0 ? applied : [...context, ...applied];
  }

  #add(resource: Resource, isContext: boolean): void {
    const { name } = resource;
    if (name === undefined) return;
    const known = this.#known.get(name) ?? { context: [], unit: [], isUnreadable: false };
    this.#known.set(name, known);
    try {
      known[isContext ? 'context' : 'unit'].push({ ...labelsOf(resource), [NAME_LABEL]: name });
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      known.isUnreadable = true;
    }
  }
}

function labelsOf({ value }: Resource): Labels {
  const metadata = value['metadata'];
  const labels = isMapping(metadata) ? metadata['labels'] : undefined;
  if (!isMapping(labels)) return {};
  return Object.fromEntries(Object.entries(labels).map(([key, text]) => [key, String(text)]));
}
