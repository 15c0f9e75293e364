import type { Problem } from '../../core/errors.ts';
import type { PinnedImage, PinResult } from '../../gate/pin/pinned-image.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';

/** What a run does with what it finds. */
export type PinMode = 'preview' | 'write' | 'check';

/** A line for each image that has no digest. */
export function unpinnedLines(images: readonly PinnedImage[]): string {
  return images
    .flatMap((image) => {
      if (image.state.type !== 'unpinned') return [];
      const now = image.state.now === undefined ? '' : `: its tag names ${image.state.now}`;
      return [`${placeOf(image)}: ${printable(image.image)} is not pinned${now}\n`];
    })
    .join('');
}

/** A line for each image whose tag names another digest than the one that is written. */
export function movedLines(images: readonly PinnedImage[]): string {
  return images
    .flatMap((image) => {
      if (image.state.type !== 'moved') return [];
      const { digest, now } = image.state;
      return [`${placeOf(image)}: ${printable(image.tagged ?? image.image)} has moved from ${digest} to ${now}\n`];
    })
    .join('');
}

function placeOf({ position: { file, line, column } }: PinnedImage): string {
  return `${printable(file)}:${line}:${column}`;
}

const MOST_PLACES = 5;

type Told = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** What could not be found out or written, with its places; what to do is said once. */
export function problemsText({ images, missing }: PinResult): string {
  const groups = new Map<string, { readonly told: Told; readonly placesOf: Map<string, string[]> }>();
  const tell = (told: Told, place: string | undefined): void => {
    const group = groups.get(`${told.code} ${told.remedy}`) ?? { told, placesOf: new Map<string, string[]>() };
    groups.set(`${told.code} ${told.remedy}`, group);
    const places = group.placesOf.get(told.message) ?? [];
    group.placesOf.set(told.message, places);
    if (place !== undefined) places.push(place);
  };
  for (const { code, what, supply, file, line, column } of missing) {
    const place = line === undefined ? undefined : `${printable(file ?? '')}:${line}:${column ?? 1}`;
    tell({ code, message: what, remedy: supply }, place);
  }
  for (const image of images) if (image.problem !== undefined) tell(image.problem, placeOf(image));
  return [...groups.values()].map(({ told, placesOf }) => groupText(told, placesOf)).join('');
}

function groupText({ code, remedy }: Told, placesOf: ReadonlyMap<string, readonly string[]>): string {
  const messages = [...placesOf].map(([message, places]) => messageWithPlaces(message, places)).join('');
  return `${messages}  = ${printable(remedy)}\n  = ${code}\n`;
}

function messageWithPlaces(message: string, [first, ...others]: readonly string[]): string {
  if (others.length === 0) return `plimsoll: ${first === undefined ? '' : `${first}: `}${printable(message)}\n`;
  const shown = [first, ...others.slice(0, MOST_PLACES - 1)].map((place) => `  at ${place}\n`).join('');
  const left = others.length + 1 - MOST_PLACES;
  return `plimsoll: ${printable(message)}\n${shown}${left > 0 ? `  and at ${plural(left, 'more place')}\n` : ''}`;
}

/** How it all stands, in a sentence or some. */
export function summaryText({ images, files }: PinResult, mode: PinMode): string {
  if (images.length === 0) return 'No image is named there.\n';
  const changed = images.filter(({ isChanged }) => isChanged).length;
  const sentences = [
    mode === 'check' ? checkSentence(images) : changeSentence({ images, changed, files: files.length }, mode),
    movedSentence(images, mode),
    replacedSentence(images),
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? '' : `${sentences.join(' ')}\n`;
}

function countOf(images: readonly PinnedImage[], type: PinnedImage['state']['type']): number {
  return images.filter(({ state }) => state.type === type).length;
}

function checkSentence(images: readonly PinnedImage[]): string {
  const unpinned = countOf(images, 'unpinned');
  if (unpinned > 0) {
    return `${unpinned} of ${plural(images.length, 'image')} ${unpinned === 1 ? 'is' : 'are'} not pinned; \`plimsoll pin --write\` pins what it can.`;
  }
  const withDigest = images.length - countOf(images, 'unreadable') - countOf(images, 'replaced');
  return withDigest === images.length ? `${plural(withDigest, 'image')}, each with its digest.` : '';
}

interface Changed {
  readonly images: readonly PinnedImage[];
  readonly changed: number;
  readonly files: number;
}

function changeSentence({ images, changed, files }: Changed, mode: PinMode): string {
  const what = `${plural(changed, 'image')} in ${plural(files, 'file')}`;
  if (changed > 0) return mode === 'write' ? `Pinned ${what}.` : `${what} can be pinned; --write does it.`;
  return countOf(images, 'pinned') === images.length ? `Pinned already: ${plural(images.length, 'image')}.` : '';
}

function movedSentence(images: readonly PinnedImage[], mode: PinMode): string {
  const moved = images.filter(({ isChanged, state }) => !isChanged && state.type === 'moved').length;
  if (moved === 0) return '';
  const update = mode === 'check' ? '`plimsoll pin --update --write`' : '--update';
  return moved === 1
    ? `1 tag has moved since it was pinned; ${update} pins what it names now.`
    : `${moved} tags have moved since they were pinned; ${update} pins what they name now.`;
}

function replacedSentence(images: readonly PinnedImage[]): string {
  const replaced = countOf(images, 'replaced');
  return replaced === 0 ? '' : `Left as they are: ${plural(replaced, 'image')} that kustomizations replace.`;
}
