import type { Files, FoundFile } from '../../core/ports.ts';
import type { Source, Span } from '../../core/source.ts';
import type { Missing } from '../../core/verdict.ts';
import { beginsAsDockerfile, isDockerfileName } from '../../dockerfile/file-name.ts';
import type { WorkloadKinds } from '../../manifests/workload-kinds.ts';
import { KUSTOMIZATION_FILES } from '../../render/kustomize/kustomization.ts';
import { nameOf, normalized } from '../../render/paths.ts';
import type { RenderRoot } from '../../render/rendered.ts';
import {
  DEFAULT_MAX_FILE_BYTES,
  findManifests,
  type LoadOptions,
  type LoadTools,
  missingLink,
  readFile,
} from '../load-manifests.ts';
import { Renderings } from '../renderings.ts';
import { dockerfileImages } from './dockerfile-sites.ts';
import { type ImageSite, isWritable } from './image-site.ts';
import { kustomizationImages } from './kustomization-sites.ts';
import { type ManifestImages, manifestImages } from './manifest-sites.ts';
import { type PinForm, referenceSite } from './reference-site.ts';
import { distinctSites, identityOf, kustomizeName, renderedSite } from './rendered-sites.ts';
import { TemplateValues } from './template-values.ts';

/** How images are looked for. */
export interface FindOptions extends LoadOptions {
  readonly workloadKinds: WorkloadKinds;
  readonly form: PinForm;
}

/** The images below some paths. */
export interface FoundImages {
  readonly sites: readonly ImageSite[];
  /** Sites in files that every kustomization puts another image into. */
  readonly replaced: ReadonlySet<ImageSite>;
  readonly missing: readonly Missing[];
  /** The values of Secrets, by the path of the file. */
  readonly concealed: ReadonlyMap<string, readonly Span[]>;
}

/** Finds every image that is named below some paths: in manifests, in kustomizations, and in what charts and kustomizations render to. */
export async function findImages(
  tools: LoadTools,
  paths: readonly string[],
  options: FindOptions,
): Promise<FoundImages> {
  const { plain, kustomized, roots, missing } = await findFiles(tools, paths);
  const search = new ImageSearch(tools.files, options);
  search.missing.push(...missing);
  for (const file of plain) search.addSites(await search.sitesIn(file));
  const inKustomizations: ImageSite[] = [];
  for (const file of kustomized) inKustomizations.push(...(await search.sitesIn(file)));
  const rendered = await search.rendered(tools, roots);
  search.addKustomized(inKustomizations, rendered);
  const { sites, replaced, concealed } = search;
  return { sites: sites.toSorted(byPlace), replaced, missing: search.missing, concealed };
}

function byPlace(a: ImageSite, b: ImageSite): number {
  const [one, other] = [a.position, b.position];
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

interface FoundFiles {
  readonly plain: readonly FoundFile[];
  readonly kustomized: readonly FoundFile[];
  readonly roots: readonly RenderRoot[];
  readonly missing: readonly Missing[];
}

/** What lies at the paths, each file once. */
async function findFiles({ files, directory }: LoadTools, paths: readonly string[]): Promise<FoundFiles> {
  const plain = new Map<string, FoundFile>();
  const kustomized = new Map<string, FoundFile>();
  const roots = new Map<string, RenderRoot>();
  const missing: Missing[] = [];
  for (const path of new Set(paths)) {
    const found = await findManifests(files, path, directory);
    for (const file of [...found.manifests, ...found.dockerfiles]) plain.set(normalized(file.path), file);
    for (const file of found.kustomized) kustomized.set(normalized(file.path), file);
    for (const root of found.roots) roots.set(normalized(root.file), root);
    missing.push(...found.listing.outside.map(missingLink));
  }
  for (const path of kustomized.keys()) plain.delete(path);
  return { plain: [...plain.values()], kustomized: [...kustomized.values()], roots: [...roots.values()], missing };
}

interface RenderedImages {
  readonly sites: readonly ImageSite[];
  /** Whether every kustomization was rendered. */
  readonly isComplete: boolean;
}

async function withValues(site: ImageSite, values: TemplateValues): Promise<ImageSite> {
  const { writing, position } = site;
  if (isWritable(writing) || writing.by !== 'chart') return site;
  return { ...site, writing: { by: 'chart', values: await values.at(position) } };
}

class ImageSearch {
  readonly sites: ImageSite[] = [];
  readonly replaced = new Set<ImageSite>();
  readonly missing: Missing[] = [];
  readonly concealed = new Map<string, readonly Span[]>();
  readonly #files: Files;
  readonly #options: FindOptions;
  /** The names for which kustomizations put others. */
  readonly #replacedNames = new Set<string>();

  constructor(files: Files, options: FindOptions) {
    this.#files = files;
    this.#options = options;
  }

  addSites(sites: readonly ImageSite[]): void {
    this.sites.push(...sites);
  }

  async sitesIn(file: FoundFile): Promise<readonly ImageSite[]> {
    const source = await readFile(this.#files, file, this.#options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
    if ('code' in source) {
      this.missing.push(source);
      return [];
    }
    const { form } = this.#options;
    if (isDockerfileName(nameOf(file.path)) || beginsAsDockerfile(source.text)) {
      const { sites, missing } = await dockerfileImages(source);
      this.missing.push(...missing);
      return sites;
    }
    if (KUSTOMIZATION_FILES.some((name) => name === nameOf(file.path))) {
      const { sites, replaced } = kustomizationImages(source, form);
      for (const name of replaced) this.#replacedNames.add(name);
      return sites;
    }
    const { sites, concealed } = this.#read(source, (field, text) => referenceSite(field, text, form));
    if (concealed.length > 0) this.concealed.set(source.path, concealed);
    return sites;
  }

  async rendered(tools: LoadTools, roots: readonly RenderRoot[]): Promise<RenderedImages> {
    const renderings = new Renderings(roots, tools.files, tools.rendering);
    const sites: ImageSite[] = [];
    let isComplete = true;
    for (const [index, { by }] of roots.entries()) {
      const result = await renderings.at(index);
      if (result.state === 'missing') {
        this.missing.push(result.missing);
        if (by === 'kustomize') isComplete = false;
        continue;
      }
      for (const source of result.sources) sites.push(...this.#read(source, renderedSite).sites);
    }
    const values = new TemplateValues(this.#files);
    const distinct = distinctSites(sites).map(async (site) => withValues(site, values));
    return { sites: await Promise.all(distinct), isComplete };
  }

  /** Takes what stands in the files of kustomizations, as far as it comes out of them, and what comes out and stands nowhere. */
  addKustomized(written: readonly ImageSite[], { sites: rendered, isComplete }: RenderedImages): void {
    const out = new Set(rendered.map(identityOf));
    const isReplaced = (site: ImageSite): boolean =>
      isComplete ? !out.has(identityOf(site)) : this.#replacedNames.has(kustomizeName(site.text));
    for (const site of written) if (isReplaced(site)) this.replaced.add(site);
    const known = new Set(written.map(identityOf));
    this.sites.push(...written);
    this.sites.push(
      ...rendered.filter((site) => site.source.rendering?.by !== 'kustomize' || !known.has(identityOf(site))),
    );
  }

  #read(source: Source, siteOf: (...given: Parameters<typeof renderedSite>) => ImageSite | undefined): ManifestImages {
    const { workloadKinds, limits } = this.#options;
    const found = manifestImages(source, { workloadKinds, siteOf, ...(limits === undefined ? {} : { limits }) });
    this.missing.push(...found.missing);
    return found;
  }
}
