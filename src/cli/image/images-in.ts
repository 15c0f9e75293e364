import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { parseImageReference, REFERENCE_FAULTS } from '../../core/image-reference.ts';
import { isMapping } from '../../core/record.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { decodeText } from '../../formats/text.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { isSystemError, systemReason } from '../../host/system-error.ts';
import { parseImageName } from '../../image/image-name.ts';
import { listImages } from '../../image/list-images.ts';
import { usageError } from '../errors.ts';
import { fullNames } from './given-images.ts';

/** What tells of images that lie on this machine. */
export interface ImagesInput {
  readonly verb: string;
  /** The value of `--images`: directories of archives and layouts, single ones, and maps from references to places. */
  readonly paths: readonly string[];
  /** Tells of what could not be used. */
  readonly tell: (notice: string) => void;
}

/** The images of places that hold several, by what they are called. */
export class ImagesIn {
  readonly #places = new Map<string, string>();
  readonly #verb: string;

  private constructor(verb: string) {
    this.#verb = verb;
  }

  /** Looks which images there are. What is no place of images is a usage error. */
  static async of({ verb, paths, tell }: ImagesInput): Promise<ImagesIn> {
    const images = new ImagesIn(verb);
    for (const path of paths) {
      if (/\.(?:ya?ml|json)$/.test(path)) images.#addMap(path);
      else await images.#addPlace(path, tell);
    }
    return images;
  }

  /** Where the image of a reference lies: the very one that its digest names, or else one of its name. */
  find(reference: string): string | undefined {
    const parsed = parseImageReference(reference);
    const digest = typeof parsed === 'string' ? undefined : parsed.digest;
    const names = [...(digest === undefined ? [] : [digest]), ...fullNames(reference)];
    return names.map((name) => this.#places.get(name)).find((place) => place !== undefined);
  }

  async #addPlace(path: string, tell: (notice: string) => void): Promise<void> {
    let found = 0;
    for (const candidate of candidatesAt(path, this.#verb)) {
      const images = await imagesAt(candidate, tell);
      found += images.length;
      for (const { place, references, digest } of images) {
        if (digest !== undefined) this.#places.set(digest, place);
        else if (references.length === 0) tell(`${place} was passed over: it does not tell of which reference it is.`);
        for (const reference of references) this.#add(reference, place, digest);
      }
    }
    if (found === 0)
      throw usageError(this.#verb, `--images: there is no archive and no layout of an image in ${path}.`);
  }

  #add(reference: string, place: string, digest?: string): void {
    const [name = reference] = fullNames(reference);
    const other = this.#places.get(name);
    const isSame = other !== undefined && digest !== undefined && this.#places.get(digest) === other;
    if (other !== undefined && other !== place && !isSame)
      throw usageError(this.#verb, `--images: both ${other} and ${place} are ${reference}. Keep one of them.`);
    this.#places.set(name, place);
  }

  #addMap(path: string): void {
    for (const [reference, place] of Object.entries(mapAt(path, this.#verb))) {
      const parsed = parseImageReference(reference);
      if (typeof parsed === 'string')
        throw usageError(this.#verb, `--images: ${reference} in ${path} is no reference: ${REFERENCE_FAULTS[parsed]}.`);
      if (typeof place !== 'string')
        throw usageError(this.#verb, `--images: ${path} does not say where ${reference} lies.`);
      this.#add(reference, placeBeside(path, place));
    }
  }
}

const ARCHIVE = /\.(?:tar(?:\.gz|\.zst)?|tgz)$/;

/** A layout or archive itself, or those that lie in a directory. */
function candidatesAt(path: string, verb: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw usageError(verb, `--images: ${path} is not there.`);
  if (!stat.isDirectory() || isLayout(path)) return [path];
  const names = readdirSync(path).toSorted();
  return names.map((name) => join(path, name)).filter((each) => isLayout(each) || ARCHIVE.test(each));
}

function isLayout(path: string): boolean {
  return statSync(join(path, 'oci-layout'), { throwIfNoEntry: false })?.isFile() === true;
}

async function imagesAt(path: string, tell: (notice: string) => void): ReturnType<typeof listed> {
  try {
    return await listed(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    tell(`${path} was passed over. ${error.problem.message}`);
    return [];
  }
}

async function listed(path: string): Promise<NonNullable<Awaited<ReturnType<typeof listImages>>>> {
  return (await listImages(path, byteFiles)) ?? [];
}

function mapAt(path: string, verb: string): Readonly<Record<string, unknown>> {
  const text = decodeText(bytesAt(path, verb));
  if (typeof text !== 'string') throw usageError(verb, `--images: ${path} cannot be read: ${text.message}`);
  const [document, ...others] = readDocuments(text);
  const [problem] = document?.problems ?? [];
  if (problem !== undefined) throw usageError(verb, `--images: ${path} cannot be read: ${problem.problem.message}`);
  if (!isMapping(document?.value) || others.length > 0)
    throw usageError(verb, `--images: ${path} is no map from references to the places of images.`);
  return document.value;
}

function bytesAt(path: string, verb: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isSystemError(error)) throw usageError(verb, `--images: ${path} cannot be read: ${systemReason(error)}.`);
    throw error;
  }
}

/** A place as seen from the file that names it. */
function placeBeside(file: string, place: string): string {
  const name = parseImageName(place);
  if (name === undefined || !('path' in name) || isAbsolute(name.path)) return place;
  const start = place.indexOf(name.path, name.transport === 'path' ? 0 : name.transport.length + 1);
  const path = join(dirname(file), name.path);
  const isPlain = name.transport === 'path' && !isAbsolute(path) && !path.startsWith('.');
  return `${place.slice(0, start)}${isPlain ? './' : ''}${path}${place.slice(start + name.path.length)}`;
}
