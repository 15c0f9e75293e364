import { describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import type { Descriptor } from './manifest.ts';
import { choosePlatform, holdAgainst, imagesAmong } from './platform.ts';

function manifest(name: string): Descriptor {
  const [os = '', architecture = '', variant = ''] = name.split('/');
  const platform = name === '' ? {} : { platform: { os, architecture, variant } };
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
