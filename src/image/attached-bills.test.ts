import { expect, test } from 'vitest';
import { sha256 } from '../core/digest.ts';
import { memorySource } from '../formats/byte-source.ts';
import type { AttachingStore } from './attached.ts';
import { attachedBills } from './attached-bills.ts';
import type { Descriptor } from './manifest.ts';

const SUBJECT = `sha256:${'0'.repeat(64)}`;
const IN_TOTO = 'application/vnd.in-toto+json';
const BILL = 'https://cyclonedx.org/bom';
const PROVENANCE = 'https://slsa.dev/provenance/v1';

function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${sha256(bytes)}`;
}

/** A store in which one manifest attaches blobs to the subject; `opened` are the digests of the blobs that were opened. */
function storeOf(...blobs: readonly (readonly [Uint8Array, Readonly<Record<string, string>>?])[]) {
  const opened: string[] = [];
  const kept = new Map(blobs.map(([bytes]) => [digestOf(bytes), bytes]));
  const layers = blobs.map(([bytes, annotations = {}]) => ({
    mediaType: IN_TOTO,
    digest: digestOf(bytes),
    size: bytes.length,
    annotations,
  }));
  const manifest = bytesOf({ schemaVersion: 2, artifactType: IN_TOTO, subject: { digest: SUBJECT }, layers });
  const store: AttachingStore = {
    manifest: async () => undefined,
    blob: async ({ digest }: Descriptor) => {
      opened.push(digest);
      const bytes = kept.get(digest);
      return bytes && memorySource(bytes);
    },
    attachedTo: async () => [
      { digest: digestOf(manifest), artifactType: IN_TOTO, by: 'subject', open: async () => memorySource(manifest) },
    ],
  };
  return { store, opened };
}

async function readAll(store: AttachingStore) {
  const { bills, problems } = await attachedBills({ image: 'cart:v1', subjects: [SUBJECT], store, attestations: [] });
  return { read: await Promise.all(bills.map(async ({ read }) => read())), problems };
}

test('an attestation that names no predicate is opened once', async () => {
  const statement = bytesOf({ predicateType: BILL, predicate: {} });
  const { store, opened } = storeOf([statement]);
  expect(await readAll(store)).toEqual({ read: [new Uint8Array(statement)], problems: [] });
  expect(opened).toEqual([digestOf(statement)]);
});

test('one that is about something else is opened once, and one that says so never', async () => {
  const provenance = bytesOf({ predicateType: PROVENANCE });
  const { store, opened } = storeOf([provenance], [bytesOf({}), { 'in-toto.io/predicate-type': PROVENANCE }]);
  expect(await readAll(store)).toEqual({ read: [], problems: [] });
  expect(opened).toEqual([digestOf(provenance)]);
});

test('those that are more than may be held are opened again', async () => {
  const large = Array.from({ length: 3 }, (_, index) =>
    bytesOf({ predicateType: BILL, predicate: `${index}${'x'.repeat(30 * 1024 * 1024)}` }),
  );
  const { store, opened } = storeOf(...large.map((each) => [each] as const));
  const { read } = await readAll(store);
  expect(read.map((each) => digestOf(each))).toEqual(large.map(digestOf));
  expect(opened).toEqual([...large, ...large.slice(2)].map(digestOf));
});
