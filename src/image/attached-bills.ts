import * as v from 'valibot';
import { sha256 } from '../core/digest.ts';
import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import type { AttachedBill, AttachedBills, AttachedManifest, AttachingStore } from './attached.ts';
import { isBillName, isBillPredicate, kindOfType } from './attached-types.ts';
import { attestedPredicate } from './attested-predicate.ts';
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

/** Who may push may attach as much as they like: so many manifests and bills are looked at, of so many bytes each, and so many attestations. */
const MAX_MANIFESTS = 32;
const MAX_BILLS = 8;
const MAX_ATTESTATIONS = 16;
const MAX_BYTES = 64 * 1024 * 1024;

/** So many bytes of attestations that were opened are held until they are asked for; others are read again. */
const MAX_HELD_BYTES = MAX_BYTES;

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
        if (!found.has(each.digest) && kindOfType(each.artifactType) !== 'signature') found.set(each.digest, each);
    });
  const looked: Looked = { ...billed, attestations: 0, heldBytes: 0 };
  const bills: AttachedBill[] = [];
  for (const manifest of tellingFirst([...found.values()]).slice(0, MAX_MANIFESTS))
    await collecting(problems, async () => {
      bills.push(...(await billsIn(manifest, looked)));
    });
  if (found.size > MAX_MANIFESTS || bills.length > MAX_BILLS || looked.attestations > MAX_ATTESTATIONS)
    problems.push(tooMany(billed.image));
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

/** What calls itself something else may hold a bill, too, but is looked at last. */
function tellingFirst(manifests: readonly AttachedManifest[]): readonly AttachedManifest[] {
  const { telling = [], other = [] } = Object.groupBy(manifests, ({ artifactType }) =>
    kindOfType(artifactType) === 'other' ? 'other' : 'telling',
  );
  return [...telling, ...other];
}

/** An image, how many attestations were opened to see what they are about, and how many bytes of those are held. */
interface Looked extends Pick<BilledImage, 'image' | 'subjects' | 'store'> {
  attestations: number;
  heldBytes: number;
}

const attachedSchema = v.object({
  artifactType: v.fallback(v.optional(v.string(), ''), ''),
  config: v.fallback(v.optional(v.object({ mediaType: v.string() })), undefined),
  annotations: v.fallback(v.optional(v.record(v.string(), v.string()), {}), {}),
  subject: v.optional(v.object({ digest: v.string() })),
  layers: v.optional(v.array(descriptorSchema), []),
});

type Attached = v.InferOutput<typeof attachedSchema>;

/** A blob with a bill, and what kind of bill it is: its predicate or media type. */
interface BillBlob {
  readonly layer: Descriptor;
  readonly kind: string;
  /** Where it was opened already, and is held. */
  readonly bytes?: Uint8Array;
}

async function billsIn(attached: AttachedManifest, looked: Looked): Promise<readonly AttachedBill[]> {
  const { image, subjects, store } = looked;
  const { value } = await readDocument(attachedSchema, {
    image,
    open: attached.open,
    name: attached.digest,
    part: 'attached manifest',
    digest: attached.digest,
  });
  // Everybody can name anything as what refers to an image.
  if (attached.by === 'subject' && !subjects.includes(value.subject?.digest ?? '')) return [];
  const bills: BillBlob[] = [];
  for (const layer of value.layers) {
    const kind = billKindOf(layer, value);
    const bill = kind === undefined ? await attestedBill(layer, looked) : { layer, kind };
    if (bill.kind !== '') bills.push(bill);
  }
  return ownAmong(bills, attached.by).map(({ layer, bytes }) => ({
    manifest: attached.digest,
    read: async () => bytes ?? bytesOf(layer, image, store),
  }));
}

/**
 * Those that are meant to be the bill of the image as it is. A build may also bill its other stages, behind it: docker buildx takes the first, too.
 * What cosign puts under a tag comes behind what was there.
 */
function ownAmong(bills: readonly BillBlob[], by: AttachedManifest['by']): readonly BillBlob[] {
  if (by === 'subject') return bills;
  const kinds = Map.groupBy(bills, ({ kind }) => kind);
  return [...kinds.values()].flatMap((each) => (by === 'build' ? each.slice(0, 1) : each.slice(-1)));
}

/** What bill a blob is, as far as manifests tell: empty for none, undefined for an attestation that has to be opened for it. */
function billKindOf(layer: Descriptor, manifest: Attached): string | undefined {
  const own = kindOfType(layer.mediaType);
  if (own === 'bill') return layer.mediaType;
  if (own === 'signature') return '';
  const whole = kindOfType(artifactTypeOf(manifest));
  if (own === 'attestation' || (own === 'unnamed' && whole === 'attestation')) {
    const predicate = predicateOf(layer, manifest);
    return predicate === undefined || isBillPredicate(predicate) ? predicate : '';
  }
  return whole === 'bill' || isBillName(titleOf(layer)) ? layer.mediaType : '';
}

/** What an attestation is about, as BuildKit, cosign and bundles of Sigstore name it. */
function predicateOf({ annotations }: Descriptor, manifest: Attached): string | undefined {
  return (
    annotations['in-toto.io/predicate-type'] ??
    annotations['predicateType'] ??
    manifest.annotations['dev.sigstore.bundle.predicateType']
  );
}

/** Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers. */
function artifactTypeOf({ artifactType, config }: Attached): string {
  return artifactType === '' && config !== undefined ? config.mediaType : artifactType;
}

function titleOf({ annotations }: Descriptor): string {
  return annotations['org.opencontainers.image.title'] ?? '';
}

/** An attestation that has to be opened to see what it is about; without a kind where that is no bill. */
async function attestedBill(layer: Descriptor, looked: Looked): Promise<BillBlob> {
  looked.attestations += 1;
  if (looked.attestations > MAX_ATTESTATIONS) return { layer, kind: '' };
  const bytes = await bytesOf(layer, looked.image, looked.store);
  const predicate = attestedPredicate(bytes);
  if (!isBillPredicate(predicate)) return { layer, kind: '' };
  if (looked.heldBytes + bytes.length > MAX_HELD_BYTES) return { layer, kind: predicate };
  looked.heldBytes += bytes.length;
  return { layer, kind: predicate, bytes };
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
  const why = `more than ${MAX_MANIFESTS} manifests, ${MAX_ATTESTATIONS} attestations that have to be opened or ${MAX_BILLS} bills are attached to it`;
  return unreadable(image, 'attached SBOMs', why).problem;
}
