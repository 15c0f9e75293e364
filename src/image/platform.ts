import { problemOf, UserError } from '../core/errors.ts';
import { imageErrors } from './errors.ts';
import type { Descriptor } from './manifest.ts';

/** Which of the platforms of an image is opened. */
export interface PlatformChoice {
  /** As `linux/amd64`, `linux/arm/v7` or `windows(10.0.20348)/amd64`, where the user asked for one. */
  readonly asked: string | undefined;
  /** That of this machine, which is taken otherwise. */
  readonly own: string;
  /** Tells the user that another one was taken. */
  readonly tell: (notice: string) => void;
}

/** What builders name manifests by that are no image, such as attestations. */
const NO_PLATFORM = 'unknown/unknown';
/** Variants that every processor of the architecture has. Source: github.com/containerd/platforms, normalizeArch. */
const USUAL_VARIANT = /^(.*\/arm64)\/v8$|^(.*\/amd64)\/v1$/;

/** What others call the architectures. Source: github.com/containerd/platforms, normalizeArch. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  armhf: 'arm/v7',
  armel: 'arm/v6',
};

/** A platform as users write it, as indexes have it: an architecture alone is one of Linux. */
function platformOf(text: string): VersionedPlatform {
  const { name: written, version } = splitVersion(text);
  const [os = '', ...rest] = (written.includes('/') || SYSTEMS.has(written) ? written : `linux/${written}`).split('/');
  const [architecture = '', ...variant] = rest;
  const name = [os, ARCHITECTURES[architecture] ?? architecture, ...variant].filter((part) => part !== '').join('/');
  return { name: name.replace(USUAL_VARIANT, '$1$2'), version };
}

interface VersionedPlatform {
  readonly name: string;
  /** Of the operating system; empty where none is told. */
  readonly version: string;
}

/** `windows(10.0.20348.1)/amd64`, as containerd writes it, and `windows/amd64:10.0.20348.1`, as crane and ko do. */
function splitVersion(text: string): VersionedPlatform {
  const [, system = '', inside = '', rest = ''] = /^([^/():]+)\(([^()]*)\)(.*)$/.exec(text) ?? [];
  if (system !== '') return { name: `${system}${rest}`, version: inside };
  const colon = text.indexOf(':');
  return colon < 0 ? { name: text, version: '' } : { name: text.slice(0, colon), version: text.slice(colon + 1) };
}

const SYSTEMS = new Set(['linux', 'windows', 'darwin', 'freebsd']);

/** A platform, as indexes and configurations name it. */
export interface NamedPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
  readonly 'os.version'?: string | undefined;
}

/** `linux/arm/v7`, `windows(10.0.20348.2159)/amd64`; empty where none is named. Windows alone runs no containers of other builds. */
export function platformName(platform: NamedPlatform | undefined): string {
  if (platform === undefined) return '';
  const { os, architecture, variant, 'os.version': version = '' } = platform;
  const system = os === 'windows' && /^[\d.]+$/.test(version) ? `${os}(${version})` : os;
  return [system, architecture, variant].filter(Boolean).join('/').replace(USUAL_VARIANT, '$1$2');
}

/** Those of the manifests of an index that are images. Source: https://docs.docker.com/build/metadata/attestations/attestation-storage/. */
export function imagesAmong<Listed extends Descriptor>(manifests: readonly Listed[]): readonly Listed[] {
  return manifests.filter(
    (each) =>
      platformName(each.platform) !== NO_PLATFORM &&
      each.annotations['vnd.docker.reference.type'] !== 'attestation-manifest',
  );
}

/** The manifest that is opened: the one that was asked for, that of this machine, or the only other one, which is told. */
export function choosePlatform<Listed extends Descriptor>(
  image: string,
  manifests: readonly Listed[],
  choice: PlatformChoice,
): Listed {
  const wanted = choice.asked ?? choice.own;
  const found = newestOf(
    image,
    [manifests.filter((each) => isExactly(each, wanted)), manifests.filter((each) => isFor(each, wanted))],
    choice,
  );
  const [only, ...others] = manifests;
  if (found !== undefined) return found;
  if (only !== undefined && others.length === 0) {
    const name = platformName(only.platform);
    // What names no platform is known for what it is when its configuration is read.
    if (name === '') return only;
    if (choice.asked === undefined) {
      choice.tell(`${image} is there for ${name} alone, and not for ${choice.own}`);
      return only;
    }
  }
  throw lacking(image, wanted, manifests);
}

/** Holds what the configuration says against what was asked for, where the manifest said nothing of it. */
export function holdAgainst(image: string, found: string, { asked, own, tell }: PlatformChoice): void {
  if (found === '') return;
  if (asked !== undefined && !covers(asked, found)) {
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PLATFORM', { image, platform: asked, known: [found] }));
  }
  if (asked === undefined && !covers(own, found)) tell(`${image} is there for ${found} alone, and not for ${own}`);
}

/** The first that fits; of several that differ in the version of Windows the newest, which is told. */
function newestOf<Listed extends Descriptor>(
  image: string,
  [exact, fitting]: readonly [readonly Listed[], readonly Listed[]],
  { asked = '', tell }: PlatformChoice,
): Listed | undefined {
  const [first, ...others] = exact.length > 0 ? exact : fitting;
  if (first === undefined || others.length === 0) return first;
  const { name } = splitVersion(platformName(first.platform));
  const versions = [first, ...others]
    .filter((each) => splitVersion(platformName(each.platform)).name === name)
    .toSorted((a, b) => compareVersions(versionOf(b), versionOf(a)));
  const { version } = platformOf(asked);
  const [newest = first] = versions.filter((each) => versionOf(each) === version).concat(versions);
  const known = new Set(versions.map(versionOf));
  if (known.size > 1 && !known.has(version))
    tell(
      `${image} is there for ${known.size} versions of Windows, of which ${versionOf(newest)} is taken: --platform '${platformName(versions.at(-1)?.platform)}' takes the oldest`,
    );
  return newest;
}

function versionOf({ platform }: Descriptor): string {
  return splitVersion(platformName(platform)).version;
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)];
  const differing = left.findIndex((number, index) => number !== (right[index] ?? -1));
  return differing < 0 ? left.length - right.length : (left[differing] ?? 0) - (right[differing] ?? -1);
}

function isExactly({ platform }: Descriptor, wanted: string): boolean {
  const [there, asked] = [splitVersion(platformName(platform)), platformOf(wanted)];
  return there.name === asked.name && isBuild(there.version, asked.version);
}

function isFor({ platform }: Descriptor, wanted: string): boolean {
  return covers(wanted, platformName(platform));
}

/** A variant that is not asked for may be any. */
function covers(wanted: string, name: string): boolean {
  const [there, asked] = [splitVersion(name), platformOf(wanted)];
  const isNamed = there.name === asked.name || there.name.startsWith(`${asked.name}/`);
  return isNamed && isBuild(there.version, asked.version);
}

/** Which update of a build it is decides nothing. Source: github.com/containerd/platforms, platform_windows_compat.go. */
function isBuild(there: string, asked: string): boolean {
  if (there === '' || asked === '') return true;
  const build = asked.split('.').slice(0, 3).join('.');
  return there === build || there.startsWith(`${build}.`);
}

function lacking(image: string, platform: string, manifests: readonly Descriptor[]): UserError {
  const known = manifests.map((each) => platformName(each.platform)).filter((name) => name !== '');
  const unnamed = manifests.filter((each) => platformName(each.platform) === '').map(({ digest }) => digest);
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PLATFORM', { image, platform, known, unnamed }));
}
