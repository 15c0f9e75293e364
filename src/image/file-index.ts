import type { TarEntry } from '../formats/tar/entry.ts';
import { layerPath, layerSteps } from './layer-path.ts';

/** A file of an image as a container would see it. */
export interface ImageFile extends Omit<TarEntry, 'name' | 'body' | 'isSparse'> {
  /** From the root, without a slash at its beginning; empty for the root itself. */
  readonly path: string;
  /** The layer that it comes from, counted from 0, the lowest. */
  readonly layer: number;
  /** Where what is in it stands: of a hard link that of the file that it leads to; undefined for a directory that no layer names. */
  readonly content: ContentPlace | undefined;
}

/** An entry of a layer, by its place among the entries. Both are counted from 0. */
export interface ContentPlace {
  readonly layer: number;
  readonly entry: number;
}

/** Why an entry of a layer has no place in the image. */
export interface LeftOut {
  readonly layer: number;
  readonly name: string;
  readonly why: 'hard link without a target' | 'below what is no directory' | 'too long a path';
}

/** How many symbolic links one name may lead through. Source: linux/namei.h, MAXSYMLINKS. */
const MAX_LINKS = 40;

/** The longest target of a symbolic link that the kernel follows (limits.h, PATH_MAX). */
const MAX_LINK_LENGTH = 4096;

/** How deep a path may be: so many steps are as long as the longest path that a system call takes (limits.h, PATH_MAX). */
const MAX_STEPS = 2048;

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** Names that AUFS kept for itself. Source: github.com/moby/moby/pkg/archive/whiteouts.go. */
const RESERVED = '.wh..wh.';

/** What stands at a place: its own description, and what lies below it. */
interface Node {
  entry: TarEntry | undefined;
  layer: number;
  content: ContentPlace | undefined;
  children: Map<string, Node> | undefined;
}

/**
 * The files of an image, made of its layers from the lowest up. A layer is told in two passes: what it hides, then what it brings, so that
 * whiteouts hold whatever their place in the archive. Nothing of it touches a file system.
 * Source: https://github.com/opencontainers/image-spec/blob/main/layer.md.
 */
export class FileIndex {
  readonly #root: Node = { entry: undefined, layer: 0, content: undefined, children: new Map() };
  readonly #leftOut: LeftOut[] = [];
  #layer = -1;
  #lastPath: string | undefined;
  #lastChildren: Node['children'];

  /** What of the layers has no place in the image. */
  get leftOut(): readonly LeftOut[] {
    return this.#leftOut;
  }

  /** Lays the next layer over those below it. */
  add(entries: readonly TarEntry[]): void {
    this.#layer += 1;
    for (const { name } of entries) if (isWhiteout(name)) this.#hide(name);
    for (const [position, entry] of entries.entries()) if (!isWhiteout(entry.name)) this.#bring(entry, position);
  }

  /** Lays files over those below that are no layer: what is named like a whiteout there is a file like any other. */
  addTree(entries: readonly TarEntry[]): void {
    this.#layer += 1;
    for (const [position, entry] of entries.entries()) this.#bring(entry, position);
  }

  /** The files in the order of their paths, a directory before what lies in it. */
  *files(): Generator<ImageFile> {
    yield* filesBelow(this.#root);
  }

  /** The file at a path, links on the way followed as the kernel would, within the image. */
  find(path: string): ImageFile | undefined {
    const steps = layerSteps(path);
    const last = steps.at(-1);
    const parent = this.#directory(steps.slice(0, -1), false);
    const node = last === undefined ? this.#root : parent?.node.children?.get(last);
    if (node === undefined || parent === undefined) return undefined;
    const full = last === undefined ? '' : [...parent.way.map(({ name }) => name), last].join('/');
    return fileOf(node, full);
  }

  /** The path of a directory without links in it; undefined where there is none. */
  directory(path: string): string | undefined {
    const place = this.#directory(layerSteps(path), false);
    return place?.way.map(({ name }) => name).join('/');
  }

  #hide(name: string): void {
    this.#lastPath = undefined;
    const steps = layerSteps(name);
    const last = steps.at(-1) ?? '';
    const node = this.#directory(steps.slice(0, -1), false)?.node;
    if (node?.children === undefined) return;
    if (last === OPAQUE) node.children.clear();
    else if (!last.startsWith(RESERVED)) node.children.delete(last.slice(WHITEOUT.length));
  }

  #bring(entry: TarEntry, position: number): void {
    const path = layerPath(entry.name);
    if (isTooDeep(path)) return this.#leave(entry, 'too long a path');
    if (path === '') {
      if (entry.type === 'directory') this.#describe(this.#root, entry, position);
      return;
    }
    const slash = path.lastIndexOf('/');
    const siblings = this.#childrenOf(path.slice(0, Math.max(0, slash)));
    if (siblings === undefined) return this.#leave(entry, 'below what is no directory');
    const name = path.slice(slash + 1);
    if (entry.type === 'hard-link') return this.#link(entry, siblings, name);
    this.#put(entry, position, siblings, name);
  }

  /** What lies in a directory, which is made where it is missing. Entries stand beside one another in an archive: the last one is remembered. */
  #childrenOf(path: string): Node['children'] {
    if (path === this.#lastPath) return this.#lastChildren;
    this.#lastChildren = this.#directory(path === '' ? [] : path.split('/'), true)?.node.children;
    this.#lastPath = path;
    return this.#lastChildren;
  }

  /** Sets a file in a directory. Where another stood there, ways that led through it may lead elsewhere now. */
  #set(siblings: Map<string, Node>, name: string, node: Node): void {
    if (siblings.has(name)) this.#lastPath = undefined;
    siblings.set(name, node);
  }

  /** A directory over a directory describes it anew; everything else takes the place of what stood there. */
  #put(entry: TarEntry, position: number, siblings: Map<string, Node>, name: string): void {
    const known = siblings.get(name);
    if (entry.type === 'directory' && known?.children !== undefined) return this.#describe(known, entry, position);
    const children = entry.type === 'directory' ? new Map<string, Node>() : undefined;
    this.#set(siblings, name, { entry, layer: this.#layer, content: this.#place(position), children });
  }

  /** A hard link is the file that it leads to, under another name. */
  #link(entry: TarEntry, siblings: Map<string, Node>, name: string): void {
    const steps = layerSteps(entry.linkName);
    const target = this.#directory(steps.slice(0, -1), false)?.node.children?.get(steps.at(-1) ?? '');
    if (target?.entry === undefined || target.children !== undefined)
      return this.#leave(entry, 'hard link without a target');
    const { content } = target;
    this.#set(siblings, name, {
      entry: { ...target.entry, name: entry.name },
      layer: this.#layer,
      content,
      children: undefined,
    });
  }

  #describe(node: Node, entry: TarEntry, position: number): void {
    node.entry = entry;
    node.layer = this.#layer;
    node.content = this.#place(position);
  }

  #place(entry: number): ContentPlace {
    return { layer: this.#layer, entry };
  }

  #leave({ name }: TarEntry, why: LeftOut['why']): void {
    this.#leftOut.push({ layer: this.#layer, name, why });
  }

  /**
   * The directory at a path, symbolic links on the way followed within the image; the ones that lack are made where that is asked for,
   * since an archive need not name the directories of its files.
   */
  #directory(steps: readonly string[], makes: boolean): Place | undefined {
    const walk = new Walk(steps);
    for (let step = walk.next(); step !== undefined; step = walk.next()) {
      const node = this.#child(walk.node ?? this.#root, step, makes);
      if (node === undefined || !walk.enter(step, node)) return undefined;
    }
    return { node: walk.node ?? this.#root, way: walk.way };
  }

  #child(node: Node, name: string, makes: boolean): Node | undefined {
    return node.children?.get(name) ?? (makes ? this.#make(node, name) : undefined);
  }

  #make(parent: Node, name: string): Node | undefined {
    if (parent.children === undefined) return undefined;
    const made: Node = { entry: undefined, layer: this.#layer, content: undefined, children: new Map() };
    parent.children.set(name, made);
    return made;
  }
}

/** A directory, and the way that led to it. */
interface Place {
  readonly node: Node;
  readonly way: { readonly name: string; readonly node: Node }[];
}

/** A way through directories and symbolic links, as the kernel goes it. */
class Walk {
  readonly way: Place['way'] = [];
  readonly #left: string[];
  #links = 0;

  constructor(steps: readonly string[]) {
    this.#left = steps.toReversed();
  }

  /** Where it has come to; undefined at the root. */
  get node(): Node | undefined {
    return this.way.at(-1)?.node;
  }

  /** The next name to look for; undefined at the end of the way. */
  next(): string | undefined {
    let step = this.#left.pop();
    for (; step === '..'; step = this.#left.pop()) this.way.pop();
    return step;
  }

  /** Goes into a directory, or where a link leads, which begins at the root of the image with a slash; false where nobody can. */
  enter(name: string, node: Node): boolean {
    if (node.entry?.type !== 'symbolic-link') {
      this.way.push({ name, node });
      return true;
    }
    const target = node.entry.linkName;
    this.#links += 1;
    if (this.#links > MAX_LINKS || target.length > MAX_LINK_LENGTH) return false;
    if (target.startsWith('/')) this.way.length = 0;
    const steps = target.split('/').filter((step) => step !== '' && step !== '.');
    this.#left.push(...steps.toReversed());
    return true;
  }
}

/** Whether a path has more steps than any that can be opened. */
function isTooDeep(path: string): boolean {
  return path.length > 2 * MAX_STEPS - 2 && path.split('/').length > MAX_STEPS;
}

function isWhiteout(name: string): boolean {
  return name.includes(WHITEOUT) && layerSteps(name).at(-1)?.startsWith(WHITEOUT) === true;
}

/** A directory whose names are being told, and how many of them were. */
interface Listing {
  readonly path: string;
  readonly children: ReadonlyMap<string, Node>;
  readonly names: readonly string[];
  told: number;
}

/** In one generator: with one in another for each directory, every file would pass through as many as its path has steps. */
function* filesBelow(root: Node): Generator<ImageFile> {
  const open = [listingOf('', root.children)];
  for (let listing = open.at(-1); listing !== undefined; listing = open.at(-1)) {
    const name = listing.names[listing.told];
    const child = name === undefined ? undefined : listing.children.get(name);
    listing.told += 1;
    if (name === undefined || child === undefined) {
      open.pop();
      continue;
    }
    const path = listing.path === '' ? name : `${listing.path}/${name}`;
    yield fileOf(child, path);
    if (child.children !== undefined) open.push(listingOf(path, child.children));
  }
}

function listingOf(path: string, children: ReadonlyMap<string, Node> = new Map()): Listing {
  return { path, children, names: [...children.keys()].toSorted(), told: 0 };
}

/** A directory that no layer names has what a container runtime gives it. */
const UNNAMED = { type: 'directory', linkName: '', mode: 0o755, userId: 0, groupId: 0, size: 0, modified: 0 } as const;

function fileOf({ entry, layer, content }: Node, path: string): ImageFile {
  const { type, linkName, mode, userId, groupId, size, modified } = entry ?? UNNAMED;
  return { path, type, linkName, mode, userId, groupId, size, modified, layer, content };
}
