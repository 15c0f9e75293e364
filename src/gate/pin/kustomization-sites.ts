import { parseImageReference } from '../../core/image-reference.ts';
import { isMapping } from '../../core/record.ts';
import type { Source } from '../../core/source.ts';
import type { Json, JsonObject, Located } from '../../formats/document.ts';
import { LineIndex } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import type { ImageSite, WrittenDigest } from './image-site.ts';
import { type DocumentField, type PinForm, siteOfValue, writtenWithin } from './reference-site.ts';
import { textSpan } from './scalar.ts';
import { tagComment } from './tag-comment.ts';

/** What a kustomization says of images. */
export interface KustomizationImages {
  readonly sites: readonly ImageSite[];
  /** The names that are replaced, as they stand in manifests without tag and digest. */
  readonly replaced: readonly string[];
}

/**
 * The `images:` of a kustomization that set a tag or a digest. A tag becomes a digest: Kustomize writes `name@digest`, or both where both
 * are there. Source: sigs.k8s.io/kustomize/api/types, Image.
 */
export function kustomizationImages(source: Source, form: PinForm): KustomizationImages {
  const [document] = readDocuments(source.text);
  const value = document?.value;
  const images = isMapping(value) ? value['images'] : undefined;
  if (document === undefined || !Array.isArray(images)) return { sites: [], replaced: [] };
  const lines = new LineIndex(source.text);
  const sites: ImageSite[] = [];
  const replaced: string[] = [];
  for (const [index, entry] of images.entries()) {
    if (!isObject(entry) || typeof entry['name'] !== 'string') continue;
    replaced.push(entry['name']);
    const site = entrySite({ source, document, path: ['images', index], lines }, entry, form);
    if (site !== undefined) sites.push(site);
  }
  return { sites, replaced };
}

function isObject(value: Json): value is JsonObject {
  return isMapping(value);
}

function entrySite(field: DocumentField, entry: JsonObject, form: PinForm): ImageSite | undefined {
  const key = typeof entry['digest'] === 'string' && entry['digest'] !== '' ? 'digest' : 'newTag';
  const set = entry[key];
  const located = field.document.locate([...field.path, key]);
  if (typeof set !== 'string' || set === '' || located === undefined) return undefined;
  const text = referenceOf(entry, key, set);
  return siteOfValue(field, located, {
    text,
    parsed: parseImageReference(text),
    writing: (isFree) => writingOf(field, { entry, key, set, located, isFree: isFree && !form.keepsTag }),
  });
}

function referenceOf(entry: JsonObject, key: 'digest' | 'newTag', set: string): string {
  const name = nameOf(entry);
  if (key === 'newTag') return `${name}:${set}`;
  const tag = entry['newTag'];
  return typeof tag === 'string' && tag !== '' && !tag.includes('@') ? `${name}:${tag}@${set}` : `${name}@${set}`;
}

function nameOf({ name, newName }: JsonObject): string {
  const named = [newName, name].find((each) => typeof each === 'string' && each !== '');
  return typeof named === 'string' ? named : '';
}

interface WrittenEntry {
  readonly entry: JsonObject;
  readonly key: 'digest' | 'newTag';
  readonly set: string;
  readonly located: Located;
  readonly isFree: boolean;
}

function writingOf(field: DocumentField, written: WrittenEntry): ImageSite['writing'] {
  const { source, document, path } = field;
  const { located, set, key } = written;
  if (located.kind === 'alias') return { by: 'alias', within: { document, path: [...path, key], hasAnchor: false } };
  const span = textSpan(source.text, located, set);
  if (span === undefined) return { by: 'layout' };
  return {
    within: writtenWithin(field, located, span),
    write: (digest) => {
      const at = set.indexOf('@');
      if (key === 'newTag' && at < 0 && written.isFree) return asDigest(source, written, digest);
      const value = key === 'digest' ? digest : `${at < 0 ? set : set.slice(0, at)}@${digest}`;
      return { splices: [{ ...span, text: value }], value: { ...written.entry, [key]: value } };
    },
  };
}

/** `newTag: v1` as `digest: sha256:... # name:v1`. */
function asDigest({ text: source }: Source, { entry, set, located }: WrittenEntry, digest: string): WrittenDigest {
  const { newTag: _, ...others } = entry;
  const { key = located.value, value } = located;
  const keyAt = source.indexOf('newTag', key.start);
  const span = textSpan(source, located, set) ?? value;
  const comment = tagComment(nameOf(entry), set);
  return {
    splices: [
      { start: keyAt, end: keyAt + 'newTag'.length, text: 'digest' },
      { ...span, text: digest },
      { start: value.end, end: value.end, text: ` ${comment}` },
    ],
    value: { ...others, digest },
  };
}
