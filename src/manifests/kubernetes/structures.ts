import { SCALARS, type Scalar } from './scalars.ts';
import { ROOTS, STRUCTURES } from './schema.generated.ts';

/** What may stand at a place of a manifest. */
export type Shape = Scalar | List | Mapping | Structure | Anything;

export interface List {
  readonly kind: 'list';
  readonly item: Shape;
}

/** An object whose keys the author chooses, such as labels. */
export interface Mapping {
  readonly kind: 'mapping';
  readonly value: Shape;
}

export interface Structure {
  readonly kind: 'structure';
  readonly name: string;
  readonly fields: ReadonlyMap<string, Shape>;
}

/** A value that Kubernetes keeps undecoded. */
export interface Anything {
  readonly kind: 'anything';
}

const ANYTHING: Anything = { kind: 'anything' };

/** The shapes that older API versions share with a newer one and whose Go types Kubernetes no longer has. */
const REMOVED_ROOTS: readonly (readonly [apiVersionAndKind: string, structure: string])[] = [
  ['autoscaling/v2beta2 HorizontalPodAutoscaler', 'HorizontalPodAutoscaler'],
  ['batch/v2alpha1 CronJob', 'CronJob'],
  ['apps/v1beta1 ReplicaSet', 'ReplicaSet'],
];

const decoded = new Map<string, Structure>();
let lines: Map<string, string> | undefined;
let roots: Map<string, string> | undefined;

/**
 * The structure that Kubernetes decodes an object of this apiVersion and kind into: `apps/v1beta1` and `Deployment` give
 * `DeploymentV1beta1`. Lists of one kind, such as `RoleList`, give `List`. `undefined` for kinds that Plimsoll has no types of.
 */
export function schemaRootOf(apiVersion: string, kind: string): string | undefined {
  roots ??= decodeRoots();
  const root = roots.get(`${apiVersion} ${kind}`);
  if (root !== undefined || !kind.endsWith('List')) return root;
  return roots.has(`${apiVersion} ${kind.slice(0, -'List'.length)}`) ? 'List' : undefined;
}

/** The structure of that name in types.generated.ts. Asking for a name that is not there is a bug. */
export function structureOf(name: string): Structure {
  const known = decoded.get(name);
  if (known !== undefined) return known;
  const structure = new LazyStructure(name, lineOf(name));
  decoded.set(name, structure);
  return structure;
}

/** The names of all structures. */
export function structureNames(): readonly string[] {
  lines ??= decodeLines();
  return [...lines.keys()];
}

/** A structure whose fields are decoded when first asked for: a run meets a few of the hundreds. */
class LazyStructure implements Structure {
  readonly kind = 'structure';
  readonly name: string;
  readonly #line: string;
  #fields: ReadonlyMap<string, Shape> | undefined;

  constructor(name: string, line: string) {
    this.name = name;
    this.#line = line;
  }

  get fields(): ReadonlyMap<string, Shape> {
    this.#fields ??= decodeFields(this.#line);
    return this.#fields;
  }
}

function lineOf(name: string): string {
  lines ??= decodeLines();
  const line = lines.get(name);
  if (line === undefined) throw new Error(`Kubernetes has no structure ${JSON.stringify(name)}`);
  return line;
}

function decodeLines(): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of STRUCTURES.split('\n')) {
    const [name, fields] = cut(line, ' ');
    found.set(name, fields);
  }
  return found;
}

function decodeRoots(): Map<string, string> {
  const found = new Map(REMOVED_ROOTS);
  for (const line of ROOTS.split('\n')) {
    const [apiVersion = '', kind = '', structure = kind] = line.split(' ');
    found.set(`${apiVersion} ${kind}`, structure);
  }
  return found;
}

function decodeFields(line: string): ReadonlyMap<string, Shape> {
  const fields = new Map<string, Shape>();
  if (line === '') return fields;
  for (const group of line.split(' ')) {
    const [code, names] = cut(group, '=');
    const shape = decodeShape(code);
    for (const name of names.split(',')) fields.set(name, shape);
  }
  return fields;
}

function decodeShape(code: string): Shape {
  if (code.startsWith('[')) return { kind: 'list', item: decodeShape(code.slice(1)) };
  if (code.startsWith('{')) return { kind: 'mapping', value: decodeShape(code.slice(1)) };
  if (code === 'a') return ANYTHING;
  return SCALARS.get(code) ?? structureOf(code);
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
