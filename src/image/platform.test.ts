import { describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import type { Descriptor } from './manifest.ts';
import { choosePlatform, holdAgainst, imagesAmong } from './platform.ts';

function manifest(name: string): Descriptor {
  const [, os = '', version, architecture = '', variant = ''] =
    /^(\w*)(?:\(([^)]*)\))?(?:\/([^/]*))?(?:\/(.*))?$/.exec(name) ?? [];
  const platform = name === '' ? {} : { platform: { os, architecture, variant, 'os.version': version } };
  return { mediaType: '', digest: `sha256:${name}`, size: 0, annotations: {}, ...platform };
}

function choose(there: readonly string[], asked: string | undefined, own = 'linux/amd64') {
  const notices: string[] = [];
  const tell = (notice: string): number => notices.push(notice);
  try {
    const { digest } = choosePlatform('x', there.map(manifest), { asked, own, tell });
    return { chosen: digest.slice('sha256:'.length), told: notices.length };
  } catch (error) {
    if (error instanceof UserError) return error.problem.code;
    throw error;
  }
}

const OLD = 'windows(10.0.17763.5329)/amd64';
const UPDATED = 'windows(10.0.17763.10000)/amd64';
const NEWEST = 'windows(10.0.26100.32522)/amd64';
const WINDOWS = ['linux/amd64', OLD, UPDATED, NEWEST, 'windows(10.0.20348.2159)/amd64'];

describe('of the platforms of an image', () => {
  const ABSENT = 'PL_E_IMAGE_PLATFORM';
  test.each<[string, readonly string[], string | undefined, unknown]>([
    ['that of this machine is taken', ['linux/arm64', 'linux/amd64'], undefined, { chosen: 'linux/amd64', told: 0 }],
    [
      'the one that was asked for is',
      ['linux/arm64', 'linux/amd64'],
      'linux/arm64',
      { chosen: 'linux/arm64', told: 0 },
    ],
    ['any variant is one', ['linux/arm/v6', 'linux/arm/v7'], 'linux/arm', { chosen: 'linux/arm/v6', told: 0 }],
    [
      'the very variant is preferred',
      ['linux/arm/v6', 'linux/arm/v7'],
      'linux/arm/v7',
      { chosen: 'linux/arm/v7', told: 0 },
    ],
    ['the usual variant need not be named', ['linux/arm64/v8'], 'linux/arm64', { chosen: 'linux/arm64/v8', told: 0 }],
    ['the usual variant may be named', ['linux/arm64'], 'linux/arm64/v8', { chosen: 'linux/arm64', told: 0 }],
    ['the only other one is told', ['linux/s390x'], undefined, { chosen: 'linux/s390x', told: 1 }],
    ['the only other one is not taken for one asked for', ['linux/s390x'], 'linux/amd64', ABSENT],
    ['none of several others is', ['linux/s390x', 'linux/arm64'], undefined, ABSENT],
    ['the only one may have no name', [''], 'linux/arm64', { chosen: '', told: 0 }],
    [
      'an architecture alone is one of Linux',
      ['windows/arm64', 'linux/arm64'],
      'arm64',
      { chosen: 'linux/arm64', told: 0 },
    ],
    [
      'an architecture has several names',
      ['linux/arm64', 'linux/amd64'],
      'linux/x86_64',
      { chosen: 'linux/amd64', told: 0 },
    ],
    ['a name may tell the variant', ['linux/arm/v6', 'linux/arm/v7'], 'armhf', { chosen: 'linux/arm/v7', told: 0 }],
    ['none is a prefix of another', ['linux/arm64'], 'linux/arm', ABSENT],
    [
      'of several versions of Windows the newest is taken, and told',
      WINDOWS,
      'windows/amd64',
      { chosen: NEWEST, told: 1 },
    ],
    ['the build is chosen as containerd writes it', WINDOWS, 'windows(10.0.17763)/amd64', { chosen: UPDATED, told: 1 }],
    ['the build is chosen as crane takes it', WINDOWS, 'windows/amd64:10.0.26100', { chosen: NEWEST, told: 0 }],
    ['the very version is chosen', WINDOWS, `windows/amd64:10.0.17763.5329`, { chosen: OLD, told: 0 }],
    ['another update of a build is one', [NEWEST], 'windows(10.0.26100.9)/amd64', { chosen: NEWEST, told: 0 }],
    ['another build is none', [NEWEST], 'windows(10.0.2610)/amd64', ABSENT],
    [
      'an index need not name the version',
      ['windows/amd64'],
      'windows(10.0.2610)/amd64',
      { chosen: 'windows/amd64', told: 0 },
    ],
    [
      'a version that is none is left out',
      ['windows(x y)/amd64'],
      'windows',
      { chosen: 'windows(x y)/amd64', told: 0 },
    ],
  ])('%s', (_, there, asked, expected) => {
    expect(choose(there, asked)).toEqual(expected);
  });

  test('those without a name are asked for by their digests', () => {
    const without = ['a', 'b'].map((name) => ({ ...manifest(''), digest: `sha256:${name}` }));
    const choice = { asked: undefined, own: 'linux/amd64', tell: () => 0 };
    expect(() => choosePlatform('x', without, choice)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ remedy: expect.stringContaining('by its digest, @sha256:a or @sha256:b.') }),
      }),
    );
  });

  test('attestations are none', () => {
    const attestation = {
      ...manifest('linux/amd64'),
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
    };
    const all = [manifest('linux/amd64'), manifest('unknown/unknown'), attestation];
    expect(imagesAmong(all)).toEqual([all[0]]);
  });

  test('what the configuration says counts where the manifest says nothing', () => {
    const notices: string[] = [];
    const tell = (notice: string): number => notices.push(notice);
    holdAgainst('x', 'linux/arm64', { asked: 'linux/arm64', own: 'linux/amd64', tell });
    holdAgainst('x', '', { asked: 'linux/arm64', own: 'linux/amd64', tell });
    expect(notices).toEqual([]);
    holdAgainst('x', 'linux/arm64', { asked: undefined, own: 'linux/amd64', tell });
    expect(notices).toEqual(['x is there for linux/arm64 alone, and not for linux/amd64']);
    expect(() => holdAgainst('x', 'linux/arm64', { asked: 'linux/amd64', own: 'linux/arm64', tell })).toThrow(
      UserError,
    );
  });
});
