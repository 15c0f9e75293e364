import { describe, expect, test } from 'vitest';
import { KeptInMemory } from '../../../test/kept-in-memory.ts';
import { sha256 } from '../../core/digest.ts';
import type { Package } from '../../core/package.ts';
import { VERSION } from '../../core/plimsoll-version.ts';
import type { BillFormatName } from '../../sbom/formats.ts';
import { datedText } from '../../sbom/undated.ts';
import { undatedBill } from '../../sbom/write-bill.ts';
import type { ToldImage } from '../image/told-image.ts';
import { imageBill } from './image-bill.ts';
import { type BilledImage, KeptBills, type WrittenBill } from './kept-bills.ts';

const CREATED = new Date('2024-02-03T04:05:06Z');

const SIX: Package = {
  type: 'deb',
  name: 'python3-six',
  version: '1.16-1',
  evidence: 'installed',
  architecture: 'all',
  source: { name: 'six', version: '1.16-1' },
  licences: ['MIT', 'of our own'],
  hashes: [
    { algorithm: 'sha256', value: 'a'.repeat(64) },
    { algorithm: 'sha1', value: 'short' },
  ],
  cpes: ['cpe:2.3:a:six:six:1.16:*:*:*:*:*:*:*'],
  dependsOn: ['libc6', 'nothing-has-it'],
  details: { maintainer: 'Ships <ships@example.com>', section: 'python' },
};

const LIBC: Package = { type: 'deb', name: 'libc6', version: '2.36-9', evidence: 'installed', architecture: 'amd64' };

/** Something of all that a bill tells. */
const TOLD: ToldImage = {
  image: {
    name: 'oci:cart:v1',
    digest: `sha256:${'1'.repeat(64)}`,
    platform: 'linux/amd64',
    config: {
      architecture: 'amd64',
      os: 'linux',
      created: '2024-01-01T00:00:00Z',
      rootfs: { diff_ids: [`sha256:${'2'.repeat(64)}`] },
      config: undefined,
      history: [{ created: '', created_by: 'RUN curl https://a:b@example.com', comment: '', empty_layer: false }],
    },
    layers: [{ digest: `sha256:${'3'.repeat(64)}`, diffId: `sha256:${'2'.repeat(64)}` }],
  },
  read: {
    problems: [],
    leftOut: [{ layer: 0, name: '../escape', why: 'too long a path' }],
    unverified: [0],
    layers: [{ digest: `sha256:${'3'.repeat(64)}`, diffId: `sha256:${'2'.repeat(64)}` }],
  },
  inventory: {
    distribution: {
      id: 'debian',
      like: [],
      version: '12',
      codename: 'bookworm',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      cpe: 'cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*',
      variant: '',
    },
    packages: [
      {
        package: SIX,
        purl: 'pkg:deb/debian/python3-six@1.16-1',
        cataloger: 'debian/dpkg-status',
        places: [{ path: 'var/lib/dpkg/status', layer: 0, line: 5 }],
        layer: 0,
        owner: undefined,
      },
      {
        package: LIBC,
        purl: undefined,
        cataloger: 'debian/dpkg-status',
        places: [{ path: 'var/lib/dpkg/status', layer: 0, offset: 7 }],
        layer: 0,
        owner: SIX,
      },
    ],
    unknown: [{ cataloger: 'x', place: { path: 'lib/x', layer: 0 }, reason: 'it is damaged' }],
    doubts: [{ kind: 'no-database', weakens: 'packages', place: undefined, reason: 'no packages', packages: [] }],
  },
};

const IMAGE: BilledImage = { key: 'image 1', name: 'oci:cart:v1' };

function written(format: BillFormatName): WrittenBill {
  return { document: undatedBill(imageBill(TOLD), format), beside: TOLD };
}

describe('a bill that is kept', () => {
  test.each<BillFormatName>(['cyclonedx-json', 'cyclonedx-json@1.7', 'spdx-json', 'spdx-json@3.0', 'spdx-tag-value'])(
    'is read as it was written in %s, with what is told beside it',
    async (format) => {
      const kept = new KeptBills(new KeptInMemory());
      const bill = written(format);
      await kept.keep(IMAGE, format, bill);
      const read = await kept.read(IMAGE, format);
      expect(read && datedText(read.document, CREATED)).toBe(datedText(bill.document, CREATED));
      expect(read?.beside).toEqual({
        read: { problems: [], leftOut: TOLD.read.leftOut, unverified: [0] },
        inventory: { unknown: TOLD.inventory.unknown, doubts: TOLD.inventory.doubts },
      });
    },
  );

  test.each<[string, BilledImage, BillFormatName]>([
    ['another image', { ...IMAGE, key: 'image 2' }, 'cyclonedx-json'],
    ['the image by another name', { ...IMAGE, name: 'oci:cart' }, 'cyclonedx-json'],
    ['another format', IMAGE, 'spdx-json'],
    ['another format with the same file name', IMAGE, 'spdx-json@3.0'],
    ['another version of its format', IMAGE, 'cyclonedx-json@1.7'],
  ])('is not that of %s', async (_, image, format) => {
    const kept = new KeptBills(new KeptInMemory());
    await kept.keep(IMAGE, 'cyclonedx-json', written('cyclonedx-json'));
    expect(await kept.read(image, format)).toBeUndefined();
    expect(await kept.read(IMAGE, 'cyclonedx-json@1.6')).toBeDefined();
  });

  // Where this fails, bills are written in another way than before: `BILL_FORM` is counted up, lest kept ones stay as they were.
  test.each<[BillFormatName, string]>([
    ['cyclonedx-json', '6508d8a1b9d10c4a3bd181d7485238b8653d52365e1f5eb3e5137a9b2eec57e1'],
    ['cyclonedx-json@1.7', '7eb43552575041f0c4eaed0a771bc3819034960f7515e0c01275f7dab7737717'],
    ['spdx-json@3.0', 'a1fc394b2ade692843354210241efb2ec92ed05cc1944d3dc8b65981138f0f34'],
    ['spdx-json', '798b97cc8992c3d71ab3eaf4917077e0d8ed25981ea62a98b254824d3a395d22'],
  ])('in %s has the form by which it is kept', (format, digest) => {
    const text = datedText(written(format).document, CREATED);
    const ofEveryVersion = text.replaceAll(VERSION, '').replaceAll(/urn:uuid:[0-9a-f-]{36}/g, '');
    expect(sha256(ofEveryVersion)).toBe(digest);
  });
});
