/** What a finding is about. Only the parts that apply are set. */
export interface Subject {
  readonly cluster?: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly container?: string;
  readonly image?: string;
  /** A package of the image, as its advisories name it, and the flaw in it. */
  readonly package?: string;
  readonly vulnerability?: string;
}

/** Whether it is an image that was opened, and has the name by which it was asked for. */
export function isImage<Told extends { readonly name?: string | undefined; readonly image?: string | undefined }>(
  subject: Told,
): subject is Told & { readonly name: string; readonly image: string } {
  return subject.name !== undefined && subject.name === subject.image;
}

/** The parts of a subject in the order in which identities, scopes and reports name them. */
export const subjectParts = [
  'cluster',
  'apiVersion',
  'kind',
  'namespace',
  'name',
  'container',
  'image',
  'package',
  'vulnerability',
] as const;

/** A part of a subject. */
export type SubjectPart = (typeof subjectParts)[number];

/** `Deployment shop/cart`, as people name a resource; the container is named apart. */
export function formatResource(subject: Subject): string {
  const name = subject.name ?? '(no name)';
  const place = subject.namespace === undefined ? name : `${subject.namespace}/${name}`;
  return `${subject.kind ?? 'Resource'} ${place}`;
}
