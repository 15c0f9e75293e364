import type { Files } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';
import type { Source } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { applyEdits } from '../../manifests/edit/apply-edits.ts';
import { valueIn } from '../../manifests/untyped.ts';
import { normalized } from '../paths.ts';
import { readSource } from '../read-source.ts';
import { DocumentOrigins } from './document-origins.ts';
import type { Kustomization } from './kustomization.ts';
import { type Patch, patchesOf } from './patches.ts';
import { WrittenFile } from './written-file.ts';

/** Turns a path that Kustomize prints into the one that users know. */
export interface OriginDirectory {
  fileOf(origin: string): string;
}

const ORIGIN = 'config.kubernetes.io/origin';
const ORIGIN_PATH = ['metadata', 'annotations', ORIGIN];

/** Finds where the fields of rendered resources were written: in a resource file, in a patch or in a kustomization. */
export class KustomizeOrigins {
  readonly #kustomizations: readonly Kustomization[];
  readonly #directory: OriginDirectory;

  constructor(kustomizations: readonly Kustomization[], directory: OriginDirectory) {
    this.#kustomizations = kustomizations;
    this.#directory = directory;
  }

  /** The rendered documents as sources that know where they come from, without the annotation that told it. */
  async sourcesOf(output: string, files: Files): Promise<readonly Source[]> {
    const patches = await patchesOf(this.#kustomizations, files);
    const written = new Map<string, WrittenFile | undefined>();
    const sources: Source[] = [];
    for (const document of readDocuments(output)) {
      const file = this.#fileOf(document);
      if (!written.has(file)) written.set(file, await writtenAt(files, file));
      sources.push(this.#sourceOf(output, document, { own: written.get(file) ?? this.#rootFile(), patches }));
    }
    return sources;
  }

  #sourceOf(
    output: string,
    document: SourceDocument,
    { own, patches }: { readonly own: WrittenFile; readonly patches: readonly Patch[] },
  ): Source {
    const text = withoutOrigin(output.slice(document.range.start, document.range.end));
    const rendering = new DocumentOrigins({ text, own, patches, kustomizations: this.#kustomizations });
    return { path: own.source.path, text, rendering };
  }

  /** The kustomization of the root, for what nothing says the origin of. */
  #rootFile(): WrittenFile {
    return new WrittenFile(this.#kustomizations[0]?.source ?? { path: '', text: '' });
  }

  /** The file that a resource comes from: a generated one comes from the kustomization that generates it. */
  #fileOf({ value }: SourceDocument): string {
    const annotation = valueIn(value, ORIGIN_PATH);
    if (typeof annotation !== 'string') return '';
    const [origin] = readDocuments(annotation);
    const told = isMapping(origin?.value) ? origin.value : {};
    const path = told['path'] ?? told['configuredIn'];
    return typeof path === 'string' && told['repo'] === undefined ? normalized(this.#directory.fileOf(path)) : '';
  }
}

async function writtenAt(files: Files, path: string): Promise<WrittenFile | undefined> {
  if (path === '' || (await files.kindOf(path)) !== 'file') return undefined;
  const source = await readSource(files, path);
  return typeof source === 'string' ? undefined : new WrittenFile(source);
}

function withoutOrigin(text: string): string {
  const [document] = readDocuments(text);
  const annotations = valueIn(document?.value, ['metadata', 'annotations']);
  if (document === undefined || !isMapping(annotations) || annotations[ORIGIN] === undefined) return text;
  const path = Object.keys(annotations).length === 1 ? ['metadata', 'annotations'] : ORIGIN_PATH;
  const edited = applyEdits(text, document, [{ op: 'remove', path }]);
  return 'code' in edited ? text : edited.text;
}
