import type { FieldPath } from '../../core/field-path.ts';
import { isMapping } from '../../core/record.ts';
import type { Json, JsonObject, SourceDocument } from '../../formats/document.ts';
import { readDocumentAt } from '../../formats/read-documents.ts';
import { type Splice, spliceText } from '../../manifests/edit/splice.ts';
import { isSameValue } from '../../manifests/edit/value.ts';
import { type ImageSite, isWritable, type WrittenValue } from './image-site.ts';

/** A digest for a site that something can be written to, or for an alias of one. */
export interface WantedDigest {
  readonly site: ImageSite;
  readonly digest: string;
}

/** The splices that write digests, and the sites where none could be written. */
export interface AppliedDigests {
  readonly splices: readonly Splice[];
  readonly refused: ReadonlySet<ImageSite>;
}

/**
 * Writes digests into the documents of one source. Each document is read again afterwards: where anything but the images would change, as
 * where an anchor stands for a label too, what anchors lead to is left as it is.
 */
export function applyDigests(text: string, wanted: readonly WantedDigest[]): AppliedDigests {
  const splices: Splice[] = [...splicesOf(wanted.filter(({ site }) => withinOf(site) === undefined))];
  const refused = new Set<ImageSite>();
  for (const [document, ofDocument] of byDocument(wanted)) {
    const kept = [ofDocument, ofDocument.filter(({ site }) => isPlain(site))].find(
      (some) => some.length > 0 && isSafe(text, document, some),
    );
    splices.push(...splicesOf(kept ?? []));
    const written = new Set((kept ?? []).map(({ site }) => site));
    for (const { site } of ofDocument) if (!written.has(site)) refused.add(site);
  }
  return { splices: splices.toSorted((a, b) => a.start - b.start || a.end - b.end), refused };
}

function byDocument(wanted: readonly WantedDigest[]): ReadonlyMap<SourceDocument, readonly WantedDigest[]> {
  const documents = new Map<SourceDocument, WantedDigest[]>();
  for (const each of wanted) {
    const document = withinOf(each.site)?.document;
    if (document === undefined) continue;
    const found = documents.get(document);
    if (found === undefined) documents.set(document, [each]);
    else found.push(each);
  }
  return documents;
}

function withinOf({ writing }: ImageSite): WrittenValue | undefined {
  return 'within' in writing ? writing.within : undefined;
}

function isPlain(site: ImageSite): boolean {
  return isWritable(site.writing) && withinOf(site)?.hasAnchor === false;
}

/** The splices, each once: several sites may lie behind one anchor. */
function splicesOf(wanted: readonly WantedDigest[]): readonly Splice[] {
  const splices = new Map<string, Splice>();
  for (const { site, digest } of wanted) {
    if (!isWritable(site.writing)) continue;
    for (const splice of site.writing.write(digest).splices) splices.set(`${splice.start} ${splice.end}`, splice);
  }
  return [...splices.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether a document says the same after its splices, but for its images. */
function isSafe(text: string, document: SourceDocument, wanted: readonly WantedDigest[]): boolean {
  const { range, syntax, value, problems } = document;
  const moved = splicesOf(wanted).map((splice) => ({
    ...splice,
    start: splice.start - range.start,
    end: splice.end - range.start,
  }));
  const spliced = spliceText(text.slice(range.start, range.end), moved);
  const after = readDocumentAt(spliced, syntax, { start: 0, end: spliced.length });
  if (after === undefined || value === undefined || after.problems.length !== problems.length) return false;
  return isSameBut(value, after.value, changesOf(wanted));
}

/** Values that are expected to change, by the steps that lead to them. */
interface Changes {
  value?: Json;
  readonly below: Map<string | number, Changes>;
}

/** An alias becomes what its anchor does, which stands for the same reference. */
function changesOf(wanted: readonly WantedDigest[]): Changes {
  const root: Changes = { below: new Map() };
  const anchored = new Map<string, Json>();
  for (const { site, digest } of wanted) {
    const within = withinOf(site);
    if (within === undefined || !isWritable(site.writing)) continue;
    const { value } = site.writing.write(digest);
    changeAt(root, within.path).value = value;
    if (within.hasAnchor) anchored.set(site.text, value);
  }
  for (const { site } of wanted) {
    const within = withinOf(site);
    if (within === undefined || isWritable(site.writing)) continue;
    changeAt(root, within.path).value = anchored.get(site.text) ?? null;
  }
  return root;
}

function changeAt(root: Changes, path: FieldPath): Changes {
  let at = root;
  for (const step of path) {
    const next = at.below.get(step) ?? { below: new Map<string | number, Changes>() };
    at.below.set(step, next);
    at = next;
  }
  return at;
}

function isSameBut(before: Json | undefined, after: Json | undefined, changes: Changes | undefined): boolean {
  if (changes === undefined) return isSameValue(before, after);
  if (changes.value !== undefined) return isSameValue(after, changes.value);
  if (Array.isArray(before)) {
    if (!Array.isArray(after) || after.length !== before.length) return false;
    return before.every((item, index) => isSameBut(item, after[index], changes.below.get(index)));
  }
  if (!isObject(before) || !isObject(after)) return isSameValue(before, after);
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length) return false;
  return keys.every((key) => isSameBut(before[key], after[key], changes.below.get(key)));
}

function isObject(value: Json | undefined): value is JsonObject {
  return isMapping(value);
}
