import type { TarEntry } from '../formats/tar/entry.ts';
import { layerSteps } from './layer-path.ts';
import type { ReadLayer } from './read-layer.ts';

/** What names of layers mean on Windows. `Files/` is the drive C. */
interface Spelling {
  readonly name: string;
  below: Map<string, Spelling> | undefined;
}

const WHITEOUT = '.wh.';

/** Modes say nothing on Windows, where lists of access rights decide: what Linux would make of them is taken away. */
const TELLING_MODE = 0o755;

/** How deep a path may be that is looked at; the index of files leaves deeper ones out. */
const MAX_STEPS = 2048;

/**
 * Layers as Windows reads them, so that they can be laid over one another as any others: what differs only in case is one file, under the
 * name that it had first; separators are slashes; links lead to places of the image. The registry of each layer holds what it changes, and all of
 * them count: those of higher layers say which one they are of.
 * Source: github.com/microsoft/hcsshim/pkg/ociwclayer, github.com/microsoft/go-winio/backuptar.
 */
export function layersOfWindows<Item>(layers: readonly ReadLayer<Item>[]): readonly ReadLayer<Item>[] {
  const names = new WindowsNames();
  return layers.map((layer, position) => {
    const hives = new Set<string>();
    const entries = layer.entries.map((entry) => names.translated(entry, position, hives));
    names.keep(hives);
    return { ...layer, entries };
  });
}

class WindowsNames {
  readonly #root: Spelling = { name: '', below: undefined };
  readonly #hives = new Set<string>();

  translated(entry: TarEntry, layer: number, hives: Set<string>): TarEntry {
    const steps = stepsOf(entry.name);
    if (steps.length > MAX_STEPS) return entry;
    const spelled = this.#spelled(steps);
    const name = isHive(spelled) ? this.#hive(spelled.join('/'), layer, hives) : spelled.join('/');
    const linkName = entry.linkName === '' ? '' : this.#target(entry, spelled);
    return { ...entry, name, linkName, mode: entry.mode & TELLING_MODE };
  }

  /** Takes the names of the hives of a layer, which those above cannot have. */
  keep(hives: ReadonlySet<string>): void {
    for (const hive of hives) this.#hives.add(hive);
  }

  #hive(name: string, layer: number, hives: Set<string>): string {
    hives.add(name);
    return this.#hives.has(name) ? `${name} (layer ${layer + 1})` : name;
  }

  /** The names of the steps as they were written first. */
  #spelled(steps: readonly string[]): readonly string[] {
    let node = this.#root;
    return steps.map((step, index) => {
      const isWhiteout = index === steps.length - 1 && step.startsWith(WHITEOUT);
      const name = isWhiteout ? step.slice(WHITEOUT.length) : step;
      node.below ??= new Map();
      const key = foldedName(name);
      const known = node.below.get(key) ?? { name, below: undefined };
      node.below.set(key, known);
      node = known;
      return isWhiteout ? `${WHITEOUT}${known.name}` : known.name;
    });
  }

  /** Where a link leads, from the root of the image; as it is written where that is outside of it. */
  #target({ type, linkName }: TarEntry, from: readonly string[]): string {
    const steps = type === 'hard-link' ? stepsOf(linkName) : targetSteps(linkName, from);
    if (steps === undefined || steps.length > MAX_STEPS) return linkName;
    const path = this.#spelled(steps).join('/');
    return type === 'hard-link' ? path : `/${path}`;
  }
}

function isHive([folder = '', ...rest]: readonly string[]): boolean {
  return rest.length === 1 && foldedName(folder) === 'HIVES';
}

function stepsOf(name: string): readonly string[] {
  return layerSteps(name.replaceAll('\\', '/'));
}

/** `C:\x`, and with what Windows writes before it. */
const ON_DRIVE = /^(?:\/\/[?.]\/|\/\?\?\/)?[a-z]:(?:\/|$)/i;

/** The steps to where a symbolic link or mount point leads; undefined for another drive, another machine or a volume by its number. */
function targetSteps(linkName: string, from: readonly string[]): readonly string[] | undefined {
  const target = linkName.replaceAll('\\', '/');
  const drive = ON_DRIVE.exec(target)?.[0];
  if (drive !== undefined) {
    return /c:/i.test(drive) ? [...driveOf(from), ...layerSteps(target.slice(drive.length))] : undefined;
  }
  if (/^\/(?:\/|\?\?\/)/.test(target)) return undefined;
  if (target.startsWith('/')) return [...driveOf(from), ...layerSteps(target)];
  return layerSteps([...from.slice(0, -1), target].join('/'));
}

/** The folder of an image that is the drive on which a file lies: images that are made from nothing may have none. */
function driveOf(from: readonly string[]): readonly string[] {
  const files = from.findIndex((step) => foldedName(step) === 'FILES');
  return files === 0 || (files === 1 && foldedName(from[0] ?? '') === 'UTILITYVM') ? from.slice(0, files + 1) : [];
}

/** A name as it is compared: letter by letter in upper case, whatever the language. Source: https://learn.microsoft.com/openspecs/windows_protocols/ms-ucodeupcase. */
function foldedName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- what is no ASCII
  const ascii = /^[\x00-\x7f]*$/.test(name);
  return ascii ? name.toUpperCase() : Array.from(name, foldedLetter).join('');
}

/** A letter that becomes several, or one of ASCII, stays as it is. */
function foldedLetter(letter: string): string {
  const upper = letter.toUpperCase();
  const isOwn = letter > '\u{7f}' && upper <= '\u{7f}';
  return upper.length === letter.length && !isOwn ? upper : letter;
}
