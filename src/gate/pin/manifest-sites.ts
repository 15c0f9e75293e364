import type { FieldPath } from '../../core/field-path.ts';
import type { Source, Span } from '../../core/source.ts';
import type { Missing } from '../../core/verdict.ts';
import { secretPlaces } from '../../evidence/conceal-secret.ts';
import type { DocumentLimits } from '../../formats/document.ts';
import { LineIndex } from '../../formats/lines.ts';
import { DocumentShelf } from '../../manifests/document-shelf.ts';
import { readable, UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import { readManifests } from '../../manifests/read.ts';
import type { Resource } from '../../manifests/resource.ts';
import { type Workload, workloadOf } from '../../manifests/workload.ts';
import type { WorkloadKinds } from '../../manifests/workload-kinds.ts';
import { missingField } from '../missing-field.ts';
import type { ImageSite } from './image-site.ts';
import type { DocumentField } from './reference-site.ts';

/** What a source of manifests says of images. */
export interface ManifestImages {
  readonly sites: readonly ImageSite[];
  readonly missing: readonly Missing[];
  /** The values of Secrets, which nothing that is shown may hold. */
  readonly concealed: readonly Span[];
}

/** How manifests are read for their images. */
export interface SitesOptions {
  readonly workloadKinds: WorkloadKinds;
  readonly limits?: Partial<DocumentLimits>;
  /** Makes the site of a field that names an image. */
  readonly siteOf: (field: ResourceField, text: string) => ImageSite | undefined;
}

/** A field of a resource, with its path in the document. */
export interface ResourceField extends DocumentField {
  /** Its path in the resource. */
  readonly field: FieldPath;
}

/** The images of every container and image volume of a source's workloads. */
export function manifestImages(source: Source, options: SitesOptions): ManifestImages {
  const shelf = new DocumentShelf();
  const lines = new LineIndex(source.text);
  const sites: ImageSite[] = [];
  const missing: Missing[] = [];
  const concealed: Span[] = [];
  const { workloadKinds, limits } = options;
  for (const entry of readManifests(source, { workloadKinds, shelf, ...(limits === undefined ? {} : { limits }) })) {
    if (entry.type === 'unreadable') missing.push(entry.missing);
    if (entry.type !== 'resource') continue;
    concealed.push(...secretPlaces(entry.resource).map(({ valueSpan }) => valueSpan));
    for (const found of resourceImages(entry.resource, lines, options)) {
      if ('what' in found) missing.push(found);
      else sites.push(found);
    }
  }
  return { sites, missing, concealed };
}

function* resourceImages(
  resource: Resource,
  lines: LineIndex,
  { workloadKinds, siteOf }: SitesOptions,
): Generator<ImageSite | Missing, void, undefined> {
  const kind = workloadKinds.of(resource.apiVersion, resource.kind);
  const workload = kind === undefined ? undefined : readable(() => workloadOf(resource, kind));
  if (workload instanceof UnreadableField) yield missingField(resource, workload);
  if (workload === undefined || workload instanceof UnreadableField) return;
  const { source, shelf, prefix } = resource.origin;
  for (const { field, text } of referencesOf(workload)) {
    if (text instanceof UnreadableField) {
      yield missingField(resource, text);
      continue;
    }
    const document = shelf.at(resource.origin);
    if (document === undefined) continue;
    const site = siteOf({ source, document, path: [...prefix, ...field], field, lines }, text);
    if (site !== undefined) yield site;
  }
}

interface FoundReference {
  /** Its path in the resource. */
  readonly field: FieldPath;
  readonly text: string | UnreadableField;
}

/** Every reference of a workload. */
function* referencesOf({ containers, pod, podPath }: Workload): Generator<FoundReference, void, undefined> {
  for (const container of containers) {
    if (container instanceof UnreadableField) yield { field: podPath, text: container };
    else yield* referenceAt([...container.path, 'image'], () => container.spec.image);
  }
  const volumes = readable(() => pod.volumes);
  if (volumes instanceof UnreadableField) yield { field: podPath, text: volumes };
  if (!Array.isArray(volumes)) return;
  for (const index of volumes.keys()) {
    yield* referenceAt([...podPath, 'volumes', index, 'image', 'reference'], () => volumes[index]?.image?.reference);
  }
}

function* referenceAt(field: FieldPath, read: () => string | undefined): Generator<FoundReference, void, undefined> {
  const text = readable(read);
  if (text !== undefined && text !== '') yield { field, text };
}
