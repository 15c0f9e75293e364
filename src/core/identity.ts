import type { FieldPath } from './field-path.ts';
import { isObject } from './record.ts';
import { isImage, type Subject } from './subject.ts';

/** What makes two findings of different runs the same finding. */
export interface FindingIdentity {
  readonly rule: string;
  readonly message: string;
  readonly subject: Subject;
  /** The rule's own key, or the field path with list items by name. */
  readonly key: string;
}

/**
 * What the id of a finding is the digest of: stable across runs, so it takes in neither line, text, severity, version nor
 * digest. Of an API version only the group counts, of an image only the repository.
 */
export function identityText(identity: FindingIdentity): string {
  const { rule, message, subject, key } = identity;
  const parts = [
    rule,
    message,
    subject.cluster,
    apiGroup(subject.apiVersion),
    subject.kind,
    subject.namespace,
    nameOf(subject),
    subject.container,
    subject.image === undefined ? undefined : imageRepository(subject.image),
    key,
  ];
  return JSON.stringify(parts.map((part) => part ?? null));
}

/** What `identityText` would have made of a finding about an image that was opened, had that another name. */
export function identityInImage(identity: string, name: string): string {
  const parts: unknown = JSON.parse(identity);
  if (!Array.isArray(parts)) return identity;
  const repository = imageRepository(name);
  return JSON.stringify(parts.with(NAME, repository).with(IMAGE, repository));
}

/** Where an identity has the name of its subject, and its image. */
const NAME = 6;
const IMAGE = 8;

/** An image that was opened has the name of its repository: what is built anew, under another tag, is the same to those who judge it. */
function nameOf(subject: Subject): string | undefined {
  return isImage(subject) ? imageRepository(subject.name) : subject.name;
}

/** `apps` of `apps/v1`; the core group is the empty string. */
export function apiGroup(apiVersion: string | undefined): string {
  if (apiVersion === undefined) return '';
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Images that lie elsewhere than in a registry: `oci:layout:v1`. */
const PLACE = /^(?:docker-archive|docker-daemon|oci-archive|oci|dir):/;

/** An image reference without tag and digest; of an image that lies elsewhere its place without the name of the image in it. */
export function imageRepository(reference: string): string {
  const place = PLACE.exec(reference)?.[0] ?? '';
  const at = place === '' ? reference.indexOf('@') : -1;
  const name = at < 0 ? reference : reference.slice(0, at);
  const colon = name.lastIndexOf(':');
  return colon >= place.length && colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/** The names by which Kubernetes merges the items of a list (`patchMergeKey`), most telling first. */
export const MERGE_KEYS = ['name', 'mountPath', 'containerPort', 'key'] as const;

/** A field path in which list items stand by their name where they have one, so that reordering changes nothing. */
export function stableKey(root: unknown, path: FieldPath): string {
  const steps: string[] = [];
  let value = root;
  for (const step of path) {
    value = childOf(value, step);
    steps.push(typeof step === 'number' ? `[${itemName(value) ?? step}]` : step);
  }
  return steps.join('.');
}

function childOf(value: unknown, step: string | number): unknown {
  if (!isObject(value)) return undefined;
  try {
    return value[step];
  } catch {
    return undefined;
  }
}

function itemName(item: unknown): string | undefined {
  for (const key of MERGE_KEYS) {
    const name = childOf(item, key);
    if (typeof name === 'string' || typeof name === 'number') return `${key}=${name}`;
  }
  return undefined;
}
