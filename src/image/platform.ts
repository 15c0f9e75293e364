import { problemOf, UserError } from '../core/errors.ts';
import { imageErrors } from './errors.ts';
import type { Descriptor } from './manifest.ts';

/** Which of the platforms of an image is opened. */
export interface PlatformChoice {
  /** As `linux/amd64` or `linux/arm/v7`, where the user asked for one. */
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
function platformOf(text: string): string {
  const [os = '', ...rest] = (text.includes('/') || SYSTEMS.has(text) ? text : `linux/${text}`).split('/');
  const [architecture = '', ...variant] = rest;
  const name = [os, ARCHITECTURES[architecture] ?? architecture, ...variant].filter((part) => part !== '').join('/');
  return name.replace(USUAL_VARIANT, '$1$2');
}

const SYSTEMS = new Set(['linux', 'windows', 'darwin', 'freebsd']);

/** `linux/arm/v7`; empty where none is named. */
export function platformName(
  platform: { readonly os: string; readonly architecture: string; readonly variant?: string | undefined } | undefined,
): string {
  if (platform === undefined) return '';
  const name = [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
  return name.replace(USUAL_VARIANT, '$1$2');
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
  const found = manifests.find((each) => isExactly(each, wanted)) ?? manifests.find((each) => isFor(each, wanted));
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

function isExactly({ platform }: Descriptor, wanted: string): boolean {
  return platformName(platform) === platformOf(wanted);
}

function isFor({ platform }: Descriptor, wanted: string): boolean {
  return covers(wanted, platformName(platform));
}

/** A variant that is not asked for may be any. */
function covers(wanted: string, name: string): boolean {
  const usual = platformOf(wanted);
  return name === usual || name.startsWith(`${usual}/`);
}

function lacking(image: string, platform: string, manifests: readonly Descriptor[]): UserError {
  const known = manifests.map((each) => platformName(each.platform)).filter((name) => name !== '');
  const unnamed = manifests.filter((each) => platformName(each.platform) === '').map(({ digest }) => digest);
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PLATFORM', { image, platform, known, unnamed }));
}
