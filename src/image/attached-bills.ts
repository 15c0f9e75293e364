import * as v from 'valibot';
import { sha256 } from '../core/digest.ts';
import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import type { AttachedBill, AttachedBills, AttachedManifest, AttachingStore } from './attached.ts';
import { imageErrors } from './errors.ts';
import { type Descriptor, descriptorSchema } from './manifest.ts';
import { readDocument } from './read-blob.ts';

/** An image to which bills may be attached. */
export interface BilledImage {
  /** As it was asked for. */
  readonly image: string;
  /** The digests to which a bill of it may be attached: its own, and those of lists that name no other image. */
  readonly subjects: readonly string[];
  readonly store: AttachingStore;
  /** The attestations that its list of manifests has for it. */
  readonly attestations: readonly Descriptor[];
}

/** Who may push may attach as much as they like: so many manifests and bills are looked at, of so many bytes each. */
const MAX_MANIFESTS = 32;
const MAX_BILLS = 8;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Looks for the bills that are attached to an image: as attestations of BuildKit in its list of manifests, as what refers to it, or by the tags of
 * cosign. Sources: https://docs.docker.com/build/metadata/attestations/attestation-storage/,
 * https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidelines-for-artifact-usage,
 * https://github.com/sigstore/cosign/blob/main/specs/SBOM_SPEC.md.
 */
export async function attachedBills(billed: BilledImage): Promise<AttachedBills> {
  const problems: Problem[] = [];
  const found = new Map<string, AttachedManifest>();
  for (const each of billed.attestations) found.set(each.digest, ofBuild(each, billed.store));
  for (const subject of billed.subjects)
    await collecting(problems, async () => {
      for (const each of (await billed.store.attachedTo?.(subject)) ?? [])
        if (!found.has(each.digest) && mayHoldBill(each.artifactType)) found.set(each.digest, each);
    });
  const bills: AttachedBill[] = [];
  for (const manifest of [...found.values()].slice(0, MAX_MANIFESTS))
    await collecting(problems, async () => {
      bills.push(...(await billsIn(manifest, billed)));
    });
  if (found.size > MAX_MANIFESTS || bills.length > MAX_BILLS) problems.push(tooMany(billed.image));
  return { bills: bills.slice(0, MAX_BILLS), problems };
}

async function collecting(problems: Problem[], find: () => Promise<void>): Promise<void> {
  try {
    await find();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push(error.problem);
  }
}

function ofBuild(descriptor: Descriptor, store: AttachingStore): AttachedManifest {
  const open = async (): Promise<ByteSource | undefined> => store.manifest(descriptor);
  return { digest: descriptor.digest, artifactType: '', by: 'build', open };
}

const attachedSchema = v.object({
  artifactType: v.fallback(v.optional(v.string(), ''), ''),
  annotations: v.fallback(v.optional(v.record(v.string(), v.string()), {}), {}),
  subject: v.optional(v.object({ digest: v.string() })),
  layers: v.optional(v.array(descriptorSchema), []),
});

async function billsIn(
  attached: AttachedManifest,
  { image, subjects, store }: BilledImage,
): Promise<readonly AttachedBill[]> {
  const { value } = await readDocument(attachedSchema, {
    image,
    open: attached.open,
    name: attached.digest,
    part: 'attached manifest',
    digest: attached.digest,
  });
  // Everybody can name anything as what refers to an image.
  if (attached.by === 'subject' && !subjects.includes(value.subject?.digest ?? '')) return [];
  const bills = value.layers.filter((layer) => isBill(layer, value));
  return ownAmong(bills, attached.by).map((layer) => ({
    manifest: attached.digest,
    read: async () => bytesOf(layer, image, store),
  }));
}

/**
 * Those that are meant to be the bill of the image as it is. A build may also bill its other stages, behind it: docker buildx takes the first, too.
 * What cosign puts under a tag comes behind what was there.
 */
function ownAmong(bills: readonly Descriptor[], by: AttachedManifest['by']): readonly Descriptor[] {
  if (by === 'subject') return bills;
  const kinds = Map.groupBy(bills, (each) => predicateOf(each) ?? each.mediaType);
  return [...kinds.values()].flatMap((each) => (by === 'build' ? each.slice(0, 1) : each.slice(-1)));
}

/** Bills as such, also in the forms that are not read: that is told. */
const BILL_TYPES: ReadonlySet<string> = new Set([
  'application/spdx+json',
  'application/vnd.cyclonedx',
  'application/vnd.cyclonedx+json',
  'application/vnd.cyclonedx+xml',
  'application/vnd.syft+json',
  'spdx+json',
  'text/spdx',
  'text/spdx+json',
]);

/** Attestations of anything: what they are about stands in an annotation. */
const ATTESTATION_TYPES: readonly string[] = [
  'application/vnd.in-toto+json',
  'application/vnd.dsse.envelope.v1+json',
  'application/vnd.dev.sigstore.bundle',
  'application/vnd.docker.attestation.manifest.v1+json',
];

/** What an artifact has in place of a type of its own. */
const NO_TYPES: ReadonlySet<string> = new Set([
  '',
  'application/vnd.oci.empty.v1+json',
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.unknown.artifact.v1',
]);

function mayHoldBill(artifactType: string): boolean {
  const type = bare(artifactType);
  return NO_TYPES.has(type) || BILL_TYPES.has(type) || isAttestation(type);
}

function isBill(layer: Descriptor, { artifactType, annotations }: v.InferOutput<typeof attachedSchema>): boolean {
  if (BILL_TYPES.has(bare(layer.mediaType))) return true;
  if (!isAttestation(bare(layer.mediaType))) return BILL_TYPES.has(bare(artifactType));
  const predicate = predicateOf(layer) ?? annotations['dev.sigstore.bundle.predicateType'] ?? '';
  return /^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/(?:bom|schema))(?:\/|$)/.test(predicate);
}

/** What an attestation is about, as BuildKit and cosign name it. */
function predicateOf({ annotations }: Descriptor): string | undefined {
  return annotations['in-toto.io/predicate-type'] ?? annotations['predicateType'];
}

function isAttestation(type: string): boolean {
  return ATTESTATION_TYPES.some((each) => type.startsWith(each));
}

/** A media type without its parameters. */
function bare(mediaType: string): string {
  return mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

async function bytesOf(layer: Descriptor, image: string, store: AttachingStore): Promise<Uint8Array> {
  const part = 'attached SBOM';
  if (layer.size > MAX_BYTES) throw unreadable(image, part, `it is larger than ${MAX_BYTES} bytes`);
  const source = await store.blob(layer);
  if (source === undefined)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: layer.digest }));
  try {
    if (source.size > MAX_BYTES) throw unreadable(image, part, `it is larger than ${MAX_BYTES} bytes`);
    const bytes = Uint8Array.from(await source.read(0, source.size));
    const found = `sha256:${sha256(bytes)}`;
    if (found === layer.digest) return bytes;
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_DIGEST', { image, part, expected: layer.digest, found }));
  } finally {
    await source.close();
  }
}

function unreadable(image: string, part: string, why: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_MANIFEST', { image, part, why }));
}

function tooMany(image: string): Problem {
  const why = `more than ${MAX_MANIFESTS} manifests or ${MAX_BILLS} bills are attached to it`;
  return unreadable(image, 'attached SBOMs', why).problem;
}
