/**
 * Compares the conform pass with the API server's own decoder on random objects of every kind, most of them with mistakes:
 * `node conform.ts [objects] [seed]` in this folder. Prints the disagreements; exits with 1 if there is any.
 */
import { spawnSync } from 'node:child_process';
import { formatFieldPath } from '../../../src/core/field-path.ts';
import { type Conformity, conform } from '../../../src/manifests/kubernetes/conform.ts';
import { type Shape, schemaRootOf, structureOf } from '../../../src/manifests/kubernetes/structures.ts';
import type { WrongType } from '../../../src/manifests/kubernetes/wrong-type.ts';

type Value = Record<string, unknown>;

interface Question {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Value;
}

interface Answer {
  readonly refused: string;
  readonly unknown: readonly string[] | null;
  readonly object?: unknown;
}

const ROOTS: readonly (readonly [apiVersion: string, kinds: string])[] = [
  ['v1', 'Pod PodTemplate ReplicationController Namespace Node Service ServiceAccount ConfigMap Secret'],
  ['v1', 'PersistentVolume PersistentVolumeClaim LimitRange ResourceQuota'],
  ['apps/v1', 'Deployment StatefulSet DaemonSet ReplicaSet'],
  ['apps/v1beta1', 'Deployment'],
  ['extensions/v1beta1', 'DaemonSet Ingress'],
  ['batch/v1', 'Job CronJob'],
  ['networking.k8s.io/v1', 'NetworkPolicy Ingress IngressClass'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole RoleBinding'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['storage.k8s.io/v1', 'StorageClass'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration ValidatingAdmissionPolicy'],
];

const SOUND: Readonly<Record<string, readonly unknown[]>> = {
  'a string': ['', 'text', '1', 'true'],
  'a boolean': [true, false],
  'an integer of 32 bits': [0, 1, -1, 2_147_483_647, -2_147_483_648],
  'an integer': [0, 1, -1, 4_294_967_296],
  'a quantity such as 500m or 1Gi': [
    '1Gi',
    '500m',
    2,
    0.5,
    '1e3',
    '1E',
    '.5',
    '5.',
    '+1',
    '-1n',
    ' 2 ',
    '1e-3',
    1e21,
    1e-7,
  ],
  'an integer or a string': [0, 80, '80', '25%', ''],
  'a time such as 2026-01-31T12:00:00Z': ['2026-01-31T12:00:00Z', '2024-02-29T01:02:03.4+02:00', '2026-01-31T1:00:00Z'],
  'base64 text': ['', 'aGk=', 'aGkh', 'aG\nk='],
};

const SLIPS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  2_147_483_648,
  -2_147_483_649,
  1e21,
  '',
  'true',
  'text',
  'x',
  '1',
  '1.5',
  '0x1',
  '1Gi',

  '1gi',
  '1 Gi',
  '1GiB',
  'Gi',
  '.',
  '1.2.3',
  '1e',
  '1ee3',
  '--1',
  '+',
  '1_000',
  '1mi',
  '1K',
  '1Ki ',
  '\t1',
  '12E+3',
  '1e3Gi',
  '1.e3',
  '2026-02-30T00:00:00Z',
  '2026-01-31',
  '2026-01-31T24:00:00Z',
  '2026-01-31T12:00:60Z',
  '2026-01-31t12:00:00z',

  '2026-01-31T12:00:00+24:00',
  '2026-01-31T12:00:00+14:60',
  '2026-01-31T12:00:00,5Z',
  '2026-01-31T12:00Z',
  '0000-01-01T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-31T12:00:00',
  'a',
  'aG',
  'aGk',
  'aGk==',
  '====',
  'aGk-',
  'aG k=',
  '=',
  'aGl=',
];

function main(count: number, seed: number): number {
  const random = generator(seed);
  const roots = ROOTS.flatMap(([apiVersion, kinds]) => kinds.split(' ').map((kind) => [apiVersion, kind] as const));
  const questions = Array.from({ length: count }, () => ask(roots[random(roots.length)] ?? ['v1', 'Pod'], random));
  const mended = structuredClone(questions);
  const verdicts = mended.map(({ apiVersion, kind, object }) => conform(object, schemaRootOf(apiVersion, kind) ?? ''));
  const answers = answer(questions);
  // What the decoder makes of the mended object must be what it makes of the object as it was.
  const readable = mended.map((question, index) =>
    verdicts[index]?.wrong.length === 0 ? question : (questions[index] ?? question),
  );
  const answersToMended = answer(readable);
  const disagreements = questions.flatMap((question, index) =>
    compare(question, verdicts[index], answers[index], answersToMended[index]),
  );
  console.log(disagreements.slice(0, 20).join('\n'));
  const refused = answers.filter((each) => each.refused !== '').length;
  const withUnknown = answers.filter((each) => each.unknown !== null).length;
  console.log(
    `${count} objects, ${refused} refused, ${withUnknown} with unknown fields, ${disagreements.length} disagreements`,
  );
  return disagreements.length === 0 ? 0 : 1;
}

function compare(question: Question, verdict?: Conformity, truth?: Answer, truthOfMended?: Answer): string[] {
  if (verdict === undefined || truth === undefined) return ['no answer'];
  const refused = verdict.wrong.length > 0;
  const agree = refused === (truth.refused !== '') || (refused && verdict.wrong.every((wrong) => isIntended(wrong)));
  if (!agree) return [`${question.kind} ${JSON.stringify(verdict.wrong[0])} against ${truth.refused}`];
  if (verdict.wrong.length > 0) return [];
  const unknown = verdict.unknownFields.map((field) => `unknown field "${formatFieldPath(field.path)}"`).toSorted();
  const unknownToKubernetes = (truth.unknown ?? []).toSorted();
  if (unknown.join() !== unknownToKubernetes.join())
    return [`${question.kind} ${unknown.join()} against ${unknownToKubernetes.join()}`];
  if (normalForm(truth.object) !== normalForm(truthOfMended?.object)) return [`${question.kind} was changed`];
  return [];
}

/** Go writes bytes that are nil as null and bytes that are empty as '', and means the same. */
function normalForm(object: unknown): string {
  return JSON.stringify(object, (_, value: unknown) => (value === null ? '' : value));
}

/** What the decoder takes and conform() does not: see there and in scalars.ts. Go also reads a list of numbers as bytes. */
function isIntended({ expected, found }: WrongType): boolean {
  if (expected.startsWith('a quantity')) return /^the string "\D*(?:[eE][+-]?\d+)?"$/.test(found);
  return found === 'null' || (expected === 'base64 text' && found === 'a list');
}

function answer(questions: readonly Question[]): Answer[] {
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const run = spawnSync('go', ['run', '.'], { input, encoding: 'utf8', maxBuffer: 2 ** 31 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}

type Random = (below: number) => number;

function ask([apiVersion, kind]: readonly [string, string], random: Random): Question {
  const object = make(structureOf(schemaRootOf(apiVersion, kind) ?? ''), random, 0);
  return { apiVersion, kind, object: isObject(object) ? object : {} };
}

/** A value of the shape. One in some dozens is a slip. */
function make(shape: Shape, random: Random, depth: number): unknown {
  if (depth > 1 && random(40) === 0) return slip(random);
  if (shape.kind === 'scalar') return pick(SOUND[shape.expected] ?? [], random);
  if (shape.kind === 'anything') return { any: [null] };
  if (shape.kind === 'structure') return makeFields(shape.fields, random, depth);
  if (shape.kind === 'list') return Array.from({ length: random(3) }, () => make(shape.item, random, depth + 1));
  return Object.fromEntries(
    ['a', 'b/c', 'd.e'].slice(0, random(4)).map((key) => [key, make(shape.value, random, depth + 1)]),
  );
}

function makeFields(fields: ReadonlyMap<string, Shape>, random: Random, depth: number): Value {
  const object: Value = {};
  const odds = depth === 0 ? 1 : Math.max(2, Math.ceil(fields.size / 4));
  for (const [name, shape] of fields) {
    if (random(odds) !== 0) continue;
    const spelled = random(150) === 0 ? pick([name.toUpperCase(), `${name}s`, name.slice(1)], random) : name;
    object[String(spelled)] = make(shape, random, depth + 1);
  }
  return object;
}

function slip(random: Random): unknown {
  const kind = random(SLIPS.length + 4);
  if (kind < SLIPS.length) return SLIPS[kind];
  return [{}, [], { a: 'b' }, ['text', 1, null, {}]][kind - SLIPS.length];
}

function pick(values: readonly unknown[], random: Random): unknown {
  return values[random(values.length)];
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Mulberry32: the same objects for the same seed. */
function generator(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
}

process.exitCode = main(Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 1));
