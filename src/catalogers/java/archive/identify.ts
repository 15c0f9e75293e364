import type { Coordinates } from './coordinates.ts';
import { readFileName } from './file-name.ts';
import type { Manifest } from './manifest.ts';

/** What an archive says of itself and of what was put into it. */
export interface ArchiveFacts {
  /** The name of the archive without its suffix. */
  readonly stem: string;
  readonly manifest: Manifest;
  /** Of every library whose `pom.properties` or `pom.xml` is in it. */
  readonly poms: readonly Coordinates[];
}

/** A library in an archive. */
export interface Identified {
  readonly library: Coordinates;
  /** What tells of it: `pom` is Maven's own word, the others are guesses. */
  readonly by: 'pom' | 'manifest' | 'file name';
  /** Whether it is the archive itself; what is not was shaded into it. */
  readonly isOwn: boolean;
}

/**
 * The libraries of an archive: itself by the pom that has its name, or by the only pom, else by its manifest and its name; and those that
 * were shaded into it by every other pom.
 */
export function identify({ stem, manifest, poms }: ArchiveFacts): readonly Identified[] {
  const own = ownPom(stem, poms);
  const shaded = poms.filter((pom) => pom !== own);
  const told = distinct(shaded).map((library): Identified => ({ library, by: 'pom', isOwn: false }));
  if (own !== undefined) return [{ library: own, by: 'pom', isOwn: true }, ...told];
  const guessed = byManifest(stem, manifest) ?? byFileName(stem);
  return guessed === undefined ? told : [guessed, ...told];
}

function distinct(poms: readonly Coordinates[]): readonly Coordinates[] {
  return [...new Map(poms.map((pom) => [`${pom.group}:${pom.artifact}:${pom.version}`, pom])).values()];
}

/** The pom of the archive itself: the one that it is named by, or the only one of an archive of any name. */
function ownPom(stem: string, poms: readonly Coordinates[]): Coordinates | undefined {
  const file = readFileName(stem);
  const [longest] = poms
    .filter(({ artifact, version }) => stem === artifact || stem.startsWith(`${artifact}-${version}`))
    .toSorted((a, b) => b.artifact.length - a.artifact.length);
  if (longest !== undefined) return longest;
  // A name may tell another version than the pom, as `3.x`; another artifact is another library.
  if (file !== undefined) return poms.find(({ artifact }) => artifact === file.artifact);
  return poms.length === 1 ? poms[0] : undefined;
}

/** Attributes that tell a version, the likeliest first. */
const VERSIONS = ['implementation-version', 'plugin-version', 'bundle-version', 'specification-version'];

/** Attributes that tell a name of their own. */
const NAMES = ['short-name', 'implementation-title', 'extension-name'];

const ARTIFACT = /^[A-Za-z0-9][\w.-]*$/;
const VERSION = /^\d[\w.+-]*$/;

function byManifest(stem: string, manifest: Manifest): Identified | undefined {
  const file = readFileName(stem);
  const artifact = file?.artifact ?? valueOf(manifest, NAMES, ARTIFACT);
  const version = valueOf(manifest, VERSIONS, VERSION) ?? file?.version;
  if (artifact === undefined || version === undefined || manifest.size === 0) return undefined;
  const group = groupOf(manifest, artifact);
  if (group === undefined && file !== undefined) return undefined;
  // The version in the name is the one that was released; that of the manifest may be the one of a specification.
  return { library: { group, artifact, version: file?.version ?? version }, by: 'manifest', isOwn: true };
}

/** Before groups were the names of domains, a library and its group had the same name: `junit:junit`. */
function byFileName(stem: string): Identified | undefined {
  const file = readFileName(stem);
  return file === undefined ? undefined : { library: { group: file.artifact, ...file }, by: 'file name', isOwn: true };
}

function valueOf(manifest: Manifest, names: readonly string[], form: RegExp): string | undefined {
  return names.map((name) => manifest.get(name)?.trim() ?? '').find((value) => form.test(value));
}

const GROUP = /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+$/;

/** The group, by the attributes that name one; that of a bundle or module ends with the name of the library, which is cut. */
function groupOf(manifest: Manifest, artifact: string): string | undefined {
  const told = valueOf(manifest, ['group-id', 'implementation-vendor-id'], GROUP);
  if (told !== undefined) return told;
  const symbolic = (manifest.get('bundle-symbolicname') ?? '').split(';')[0]?.trim() ?? '';
  const name = [symbolic, manifest.get('automatic-module-name')?.trim() ?? ''].find((each) => GROUP.test(each));
  if (name === undefined) return undefined;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const parent = name.slice(0, name.lastIndexOf('.'));
  return artifact.endsWith(last) && GROUP.test(parent) ? parent : name;
}
