import type { FieldPath } from '../../core/field-path.ts';
import type { Files } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';
import type { Source } from '../../core/source.ts';
import { valueIn } from '../../manifests/untyped.ts';
import { within } from '../paths.ts';
import { readSource } from '../read-source.ts';
import type { Kustomization } from './kustomization.ts';
import { type WrittenDocument, WrittenFile } from './written-file.ts';

/** A document that is laid over resources: a strategic merge patch, or a list of operations (RFC 6902). */
export interface Patch extends WrittenDocument {
  /** The kind and name of what it changes, where it says them plainly. */
  readonly kind: string | undefined;
  readonly name: string | undefined;
}

const LISTS: readonly (readonly [list: string, file: string, inline: string])[] = [
  ['patches', 'path', 'patch'],
  ['patchesJson6902', 'path', 'patch'],
];

/** The patches of kustomizations, those of the root last, as they are applied. */
export async function patchesOf(kustomizations: readonly Kustomization[], files: Files): Promise<readonly Patch[]> {
  const patches: Patch[] = [];
  for (const kustomization of kustomizations.toReversed()) {
    for (const named of patchesNamedBy(kustomization)) {
      const isInline = 'text' in named;
      patches.push(
        ...(isInline ? inlinePatches(kustomization, named) : await filePatches(kustomization, named, files)),
      );
    }
  }
  return patches;
}

type Target = Readonly<Record<string, unknown>>;

/** A patch that a kustomization names as a file or holds as a text. */
type NamedPatch =
  | { readonly file: string; readonly target: Target }
  | { readonly text: string; readonly path: FieldPath; readonly target: Target };

function* patchesNamedBy(kustomization: Kustomization): Generator<NamedPatch> {
  for (const [list, file, inline] of LISTS) {
    for (const [index, item] of itemsAt(kustomization, list).entries()) {
      if (!isMapping(item)) continue;
      const target = isMapping(item['target']) ? item['target'] : {};
      const { [inline]: text, [file]: name } = item;
      if (typeof text === 'string') yield { text, path: [list, index, inline], target };
      else if (typeof name === 'string') yield { file: name, target };
    }
  }
  for (const [index, item] of itemsAt(kustomization, 'patchesStrategicMerge').entries()) {
    if (typeof item !== 'string') continue;
    yield item.includes('\n')
      ? { text: item, path: ['patchesStrategicMerge', index], target: {} }
      : { file: item, target: {} };
  }
}

function itemsAt({ document }: Kustomization, list: string): readonly unknown[] {
  const items = valueIn(document.value, [list]);
  return Array.isArray(items) ? items : [];
}

async function filePatches(
  { directory }: Kustomization,
  { file, target }: { readonly file: string; readonly target: Target },
  files: Files,
): Promise<readonly Patch[]> {
  if ((await files.kindOf(within(directory, file))) !== 'file') return [];
  const source = await readSource(files, within(directory, file));
  return typeof source === 'string' ? [] : patchesIn(source, 0, target);
}

/** A patch that is written in a block of text: its lines are those of the block. */
function inlinePatches(
  { source, document }: Kustomization,
  { text, path, target }: { readonly text: string; readonly path: FieldPath; readonly target: Target },
): readonly Patch[] {
  const located = document.locate(path);
  if (located?.style !== 'literal') return [];
  const written = source.text.slice(located.value.start, located.value.end);
  // Characters other than a line feed can end a line of YAML: then its lines are not those of the file.
  if (linesOf(text) > linesOf(written)) return [];
  const linesBefore = linesOf(source.text.slice(0, located.value.start));
  return patchesIn({ path: source.path, text }, linesBefore, target);
}

function linesOf(text: string): number {
  return text.split('\n').length;
}

function patchesIn({ path, text }: Source, linesBefore: number, target: Target): readonly Patch[] {
  const file = new WrittenFile({ path, text });
  return file.documents.map((document) => {
    const kind = target['kind'] ?? valueIn(document.value, ['kind']);
    const name =
      target['name'] ?? (target['kind'] === undefined ? valueIn(document.value, ['metadata', 'name']) : undefined);
    return {
      file,
      document,
      linesBefore,
      kind: typeof kind === 'string' ? kind : undefined,
      name: typeof name === 'string' ? name : undefined,
    };
  });
}
