import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type AttachedSample, attachToLayout, imageIn } from '../../../test/image/attach-to-layout.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

const OFF = 'image/fixable-vulnerability: off, image/unfixed-vulnerability: off';
const CYCLONEDX = 'application/vnd.cyclonedx+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';
const IN_TOTO = 'application/vnd.in-toto+json';

let tree: TemporaryTree;
let layout: string;
beforeEach(() => {
  tree = temporaryTree({ 'plimsoll.yaml': `rules: { ${OFF} }\n` });
  layout = tree.path('cart');
  writeModules(tree.path('old'), { lodash: '4.17.20' });
  writeModules(layout, { lodash: '4.17.21' });
});
afterEach(() => {
  tree.remove();
});

function writeModules(directory: string, modules: Readonly<Record<string, string>>): void {
  const files = Object.entries(modules).map(([name, version]) => ({
    name: `app/node_modules/${name}/package.json`,
    body: JSON.stringify({ name, version }),
  }));
  writeLayout(directory, { layers: [writeTar(files)], config: { User: '10001' } });
}

async function plimsoll(...argv: readonly string[]) {
  return keeping(...argv, '--no-cache');
}

/** Runs it with a cache. */
async function keeping(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: {
      PLIMSOLL_CACHE_DIR: tree.path('cache'),
      PLIMSOLL_DB: tree.path('db'),
      PLIMSOLL_OFFLINE: '1',
      SOURCE_DATE_EPOCH: '1700000000',
    },
    width: 120,
  });
}

/** The files of a directory as an archive. */
function archived(directory: string): Uint8Array {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return writeTar(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { name: relative(directory, path), body: readFileSync(path) };
    }),
  );
}

/** The bill of an image, as bytes. */
async function billOf(directory: string, format = 'cyclonedx-json'): Promise<Buffer> {
  const { out } = await plimsoll('sbom', `oci:${directory}:v1`, '-o', format);
  return Buffer.from(out);
}

/** What the rule finds in the image, with what it is: `recorded: No SBOM ...`. */
async function told(run = plimsoll, image = `oci:${layout}`): Promise<readonly string[]> {
  const { out } = await run('scan', image, '-o', 'json');
  const { findings } = JSON.parse(out);
  return findings.flatMap((each: Finding) =>
    each.rule === 'image/current-sbom' ? [`${each.status} ${each.action}: ${each.message}`] : [],
  );
}

interface Finding {
  readonly rule: string;
  readonly status: string;
  readonly action: string;
  readonly message: string;
}

const MISSING = 'No SBOM is attached to the image: who wants to know what is in it has to read it.';

function stale(digest: string): string {
  return `fail warn: Attached SBOM ${digest} is not the bill of this image: it has in another version lodash 4.17.20, which is 4.17.21 in the image. \`plimsoll sbom oci:${layout} -o cyclonedx-json=FILE\` writes the one that is. No signature was verified: whoever may push to the repository may have attached it.`;
}

/** Attaches something as what refers to the image. */
function refer({ subject = imageIn(layout), ...sample }: AttachedSample): string {
  return attachToLayout(layout, { subject, ...sample }, { artifactType: sample.artifactType });
}

/** A statement of in-toto about something of this kind. */
function attested(predicateType: string, bill: Buffer) {
  const statement = {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType,
    predicate: JSON.parse(bill.toString()),
  };
  return {
    mediaType: IN_TOTO,
    bytes: Buffer.from(JSON.stringify(statement)),
    annotations: { 'in-toto.io/predicate-type': predicateType },
  };
}

/** A statement in an envelope of DSSE. */
function enveloped(bill: Buffer): Buffer {
  const payload = attested('https://cyclonedx.org/bom', bill).bytes.toString('base64');
  return Buffer.from(JSON.stringify({ payloadType: IN_TOTO, payload, signatures: [] }));
}

/** Attaches as BuildKit does. */
function attestBuild(...blobs: AttachedSample['blobs']): string {
  return attachToLayout(
    layout,
    { blobs },
    {
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': imageIn(layout),
      },
    },
  );
}

describe('plimsoll scan and the bills that are attached to an image', () => {
  test('records that there is none, or warns of it where the policy says so', async () => {
    expect(await told()).toEqual([`fail audit: ${MISSING}`]);
    writeFileSync(
      tree.path('plimsoll.yaml'),
      `rules: { ${OFF}, image/current-sbom: { options: { missing: counts } } }\n`,
    );
    expect(await told()).toEqual([`fail warn: ${MISSING}`]);
  });

  test.each([
    ['cyclonedx-json', CYCLONEDX],
    ['spdx-json', 'application/spdx+json'],
    ['spdx-json@3.0', 'application/spdx3+json;version=3.0.1'],
  ])('finds nothing where one in %s is that of the image', async (format, mediaType) => {
    refer({ artifactType: mediaType, blobs: [{ mediaType, bytes: await billOf(layout, format) }] });
    expect(await told()).toEqual([]);
  });

  test('tells of one that refers to the image and is of another state of it', async () => {
    const bytes = await billOf(tree.path('old'));
    const digest = refer({ artifactType: CYCLONEDX, blobs: [{ mediaType: 'application/json', bytes }] });
    expect(await told()).toEqual([stale(digest)]);
  });

  test.each([
    ['https://spdx.dev/Document', 'spdx-json'],
    ['https://spdx.dev/Document/v3', 'spdx-json@3.0'],
  ])('tells of the one that its build attested as %s, and not of those of its other stages', async (spdx, format) => {
    const old = attested(spdx, await billOf(tree.path('old'), format));
    const current = attested(spdx, await billOf(layout, format));
    const provenance = attested('https://slsa.dev/provenance/v1', Buffer.from('{}'));
    expect(await told()).toHaveLength(1);
    const digest = attestBuild(provenance, old, current);
    expect(await told()).toEqual([stale(digest)]);
  });

  test.each(['sbom', 'att'])('tells of one under the tag of cosign that ends in .%s', async (suffix) => {
    const bytes = await billOf(tree.path('old'));
    const annotations = { predicateType: 'https://cyclonedx.org/bom' };
    const blob =
      suffix === 'sbom'
        ? { mediaType: CYCLONEDX, bytes }
        : { mediaType: 'application/vnd.dsse.envelope.v1+json', bytes: enveloped(bytes), annotations };
    const name = `${imageIn(layout).replace(':', '-')}.${suffix}`;
    const digest = attachToLayout(
      layout,
      { blobs: [blob] },
      { annotations: { 'org.opencontainers.image.ref.name': name } },
    );
    expect(await told()).toEqual([stale(digest)]);
  });

  test('tells of one that `cosign save` saved with the image', async () => {
    const blob = {
      mediaType: 'application/vnd.dsse.envelope.v1+json',
      bytes: enveloped(await billOf(tree.path('old'))),
      annotations: { predicateType: 'https://cyclonedx.org/bom' },
    };
    const kind = 'dev.cosignproject.cosign/atts';
    const digest = attachToLayout(layout, { blobs: [blob] }, { annotations: { kind } });
    expect(await told()).toEqual([stale(digest)]);
  });

  test('tells of one in a bundle of Sigstore', async () => {
    const payload = attested('https://cyclonedx.org/bom', await billOf(tree.path('old'))).bytes.toString('base64');
    const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    const bundle = { mediaType, dsseEnvelope: { payloadType: IN_TOTO, payload, signatures: [] } };
    const digest = refer({
      artifactType: mediaType,
      annotations: { 'dev.sigstore.bundle.predicateType': 'https://cyclonedx.org/bom' },
      blobs: [{ mediaType, bytes: Buffer.from(JSON.stringify(bundle)) }],
    });
    expect(await told()).toEqual([stale(digest)]);
  });

  test.each<[string, string, string, string]>([
    ['a type of its own', 'sbom/cyclonedx', LAYER, 'cart.json'],
    ['a type of an example', 'application/vnd.example.sbom.v1', LAYER, 'cart.json'],
    ['the type of the file', 'example/release', CYCLONEDX, 'cart.json'],
    ['the name of the file', 'example/release', LAYER, 'cart.cdx.json'],
    ['the name of a file of SPDX 3', 'example/release', LAYER, 'cart.spdx3.json'],
    ['the type of SPDX 3', 'application/spdx3+json', LAYER, 'cart.json'],
  ])('tells of one that `oras attach` attached, by %s', async (_, artifactType, mediaType, title) => {
    const annotations = { 'org.opencontainers.image.title': title };
    const digest = refer({ artifactType, blobs: [{ mediaType, bytes: await billOf(tree.path('old')), annotations }] });
    expect(await told()).toEqual([stale(digest)]);
  });

  test('passes over an artifact of which nothing tells that it is a bill', async () => {
    const annotations = { 'org.opencontainers.image.title': 'cart.json' };
    const bytes = await billOf(tree.path('old'));
    refer({ artifactType: 'example/release', blobs: [{ mediaType: LAYER, bytes, annotations }] });
    expect(await told()).toEqual([`fail audit: ${MISSING}`]);
  });

  test('tells of one that `cosign attach sbom` attached to the image itself', async () => {
    const configType = 'application/vnd.dev.cosign.artifact.sbom.v1+json';
    const sample = {
      configType,
      subject: imageIn(layout),
      blobs: [{ mediaType: CYCLONEDX, bytes: await billOf(tree.path('old')) }],
    };
    const digest = attachToLayout(layout, sample, { artifactType: configType });
    expect(await told()).toEqual([stale(digest)]);
  });

  test.each(['a statement', 'an envelope', 'a bundle'])(
    'looks what %s is about that no annotation tells of',
    async (form) => {
      const bills = [
        attested('https://slsa.dev/provenance/v1', Buffer.from('{}')),
        attested('https://cyclonedx.org/bom', await billOf(tree.path('old'))),
      ];
      const [provenance, digest] = bills.map(({ bytes }) => {
        const dsse = { payloadType: IN_TOTO, payload: bytes.toString('base64'), signatures: [] };
        const text = JSON.stringify(form === 'a bundle' ? { dsseEnvelope: dsse } : dsse);
        const held = form === 'a statement' ? bytes : Buffer.from(text);
        return refer({ artifactType: IN_TOTO, blobs: [{ mediaType: LAYER, bytes: held }] });
      });
      expect(provenance).not.toBe(digest);
      expect(await told()).toEqual([stale(`${digest}`)]);
    },
  );

  test('opens so many attestations and no more, and says so', async () => {
    for (let count = 0; count < 20; count += 1) {
      const bytes = Buffer.from(JSON.stringify({ predicateType: `https://example.com/${count}` }));
      refer({ artifactType: IN_TOTO, blobs: [{ mediaType: IN_TOTO, bytes }] });
    }
    expect(await told()).toEqual([expect.stringContaining('16 attestations that have to be opened')]);
  });

  test('tells of one in an archive of a layout, also where its image is known, and looks into none that is packed', async () => {
    const digest = refer({
      artifactType: CYCLONEDX,
      blobs: [{ mediaType: CYCLONEDX, bytes: await billOf(tree.path('old')) }],
    });
    const bytes = archived(layout);
    writeFileSync(tree.path('cart.tar'), bytes);
    writeFileSync(tree.path('cart.tgz'), gzipSync(bytes));
    const [image, packed] = [tree.path('cart.tar'), tree.path('cart.tgz')];
    const found = [stale(digest).replace(`oci:${layout}`, image)];
    // Files that were written a moment ago are not told by their times.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    for (const _ of ['read', 'known']) {
      expect(await told(keeping, image)).toEqual(found);
      expect(await told(keeping, packed)).toEqual([]);
    }
  });

  test('that was not there when the image was read is seen, and that there was none is known', async () => {
    // Files that were written a moment ago are not told by their times.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    const look = vi.spyOn(await import('../bill/read-attached.ts'), 'attachedToKnown');
    onTestFinished(() => {
      look.mockRestore();
      vi.useRealTimers();
    });
    expect([await told(keeping), await told(keeping)]).toEqual([
      [`fail audit: ${MISSING}`],
      [`fail audit: ${MISSING}`],
    ]);
    expect(look).not.toHaveBeenCalled();
    const digest = refer({
      artifactType: CYCLONEDX,
      blobs: [{ mediaType: CYCLONEDX, bytes: await billOf(tree.path('old')) }],
    });
    expect([await told(keeping), await told(keeping)]).toEqual([[stale(digest)], [stale(digest)]]);
    expect(look).toHaveBeenCalledTimes(1);
  });

  test('is looked for where the image was read by a policy that does not ask for it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    tree.write({ 'plimsoll.yaml': `rules: { ${OFF}, image/current-sbom: off }\n` });
    expect(await told(keeping)).toEqual([]);
    tree.write({ 'plimsoll.yaml': `rules: { ${OFF} }\n` });
    expect(await told(keeping)).toEqual([`fail audit: ${MISSING}`]);
  });

  test('passes over what is attached to another image, and what is no bill', async () => {
    const bytes = await billOf(tree.path('old'));
    const blobs = [{ mediaType: CYCLONEDX, bytes }];
    refer({ artifactType: CYCLONEDX, subject: imageIn(tree.path('old')), blobs });
    refer({ artifactType: 'application/vnd.cncf.notary.signature', blobs });
    attestBuild(attested('https://slsa.dev/provenance/v1', Buffer.from('{}')));
    expect(await told()).toEqual([`fail audit: ${MISSING}`]);
  });

  test.each([
    ['no JSON', '{', /: The bill Attached SBOM sha256:\w+ cannot be read: it is no JSON\.$/],
    ['another form', '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>', /is CycloneDX in XML, which/],
    ['another version in an attestation', '{"predicate":"SPDXVersion: SPDX-2.1\\n"}', /is SPDX 2\.1, which/],
    ['a damaged component', '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[7]}', /components/],
  ])('tells of one that cannot be read: %s', async (_, text, why) => {
    refer({ artifactType: CYCLONEDX, blobs: [{ mediaType: CYCLONEDX, bytes: Buffer.from(text) }] });
    const messages = await told();
    expect(messages).toContainEqual(expect.stringMatching(why));
    expect(messages.join('\n')).toContain('cannot be read as the bill of this image');
  });

  test('is undecided where the bytes are not those of the digest', async () => {
    const bytes = await billOf(layout);
    const blobs = [{ mediaType: CYCLONEDX, bytes }];
    const digest = refer({ artifactType: CYCLONEDX, blobs });
    const manifest = tree.path(`cart/blobs/${digest.replace(':', '/')}`);
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"schemaVersion":2', '"schemaVersion":3'));
    expect(await told()).toEqual([
      expect.stringMatching(/^unknown warn: Not every SBOM .* could be read: The attached manifest of image/),
    ]);
  });

  test('looks at so many and no more, and says so', async () => {
    const bytes = await billOf(layout);
    for (let count = 0; count < 40; count += 1)
      refer({ artifactType: CYCLONEDX, annotations: { count: `${count}` }, blobs: [{ mediaType: CYCLONEDX, bytes }] });
    expect(await told()).toEqual([
      expect.stringContaining(
        'more than 32 manifests, 16 attestations that have to be opened or 8 bills are attached to it',
      ),
    ]);
  });
});
