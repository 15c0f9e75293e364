import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMain } from '../../src/cli/testing/run-main.ts';
import type { ReportDocument } from '../../src/contract/report.ts';
import { OCI_INDEX } from '../../src/image/media-types.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { type AttachedSample, attachedManifest, described, imageIn } from './attach-to-layout.ts';
import { type DockerRegistry, dockerRegistry } from './docker-registry.ts';
import { answerWith, MANIFEST_TYPE, serve, servedImage } from './served-image.ts';
import { digestOf, writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const hasPrograms = ['docker-registry', 'skopeo'].every((program) => isInstalled(program));

const POLICY = `profile: baseline
rules:
  image/fixable-vulnerability: off
  image/unfixed-vulnerability: off
  image/known-exploited-vulnerability: off
`;

const CYCLONEDX = 'application/vnd.cyclonedx+json';

function modules(version: string): Uint8Array {
  return writeTar([
    { name: 'app/node_modules/lodash/package.json', body: JSON.stringify({ name: 'lodash', version }) },
  ]);
}

function bill(version: string): Uint8Array {
  const purl = `pkg:npm/lodash@${version}`;
  const components = [{ type: 'library', 'bom-ref': purl, name: 'lodash', version, purl }];
  return Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }));
}

function cyclonedx(version: string): AttachedSample['blobs'] {
  return [{ mediaType: CYCLONEDX, bytes: bill(version) }];
}

let tree: TemporaryTree;
beforeAll(() => {
  tree = temporaryTree({ 'plimsoll.yaml': POLICY });
});
afterAll(() => {
  tree.remove();
});

async function run(host: string, ...argv: readonly string[]): Promise<ReportDocument> {
  const { out } = await runMain([...argv, '-o', 'json', '--insecure-registry', host, '--no-cache'], {
    directory: tree.root,
    width: 100,
  });
  return JSON.parse(out);
}

/** What is found about bills. */
function told({ findings }: ReportDocument): readonly string[] {
  return findings.flatMap(({ rule, status, action, message }) =>
    rule === 'image/current-sbom' ? [`${status} ${action}: ${message}`] : [],
  );
}

describe.skipIf(!hasPrograms)(
  'bills that are attached in a real registry (skipped without docker-registry and skopeo)',
  { timeout: 60_000 },
  () => {
    let registry: DockerRegistry;
    let image: string;

    beforeAll(async () => {
      registry = await dockerRegistry(tree.path('registry'));
      writeLayout(tree.path('cart'), { layers: [modules('4.17.21')], config: { User: '10001' } });
      image = imageIn(tree.path('cart'));
    });
    afterAll(() => {
      registry.stop();
    });

    /** Pushes the image into a repository of its own. */
    async function push(repository: string): Promise<void> {
      const to = `docker://${registry.host}/${repository}:v1`;
      const copy = ['copy', '-q', '--dest-tls-verify=false', `oci:${tree.path('cart')}:v1`, to];
      await promisify(execFile)('skopeo', copy);
    }

    async function put(path: string, mediaType: string, bytes: Uint8Array): Promise<void> {
      const url = new URL(path, `http://${registry.host}`);
      const body = Uint8Array.from(bytes);
      const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': mediaType }, body });
      expect([path, answer.status]).toEqual([path, 201]);
    }

    /** Puts what is attached under a tag, or its digest. */
    async function attach(repository: string, sample: AttachedSample, tag?: string): Promise<Uint8Array> {
      const { bytes, blobs } = attachedManifest(sample);
      for (const blob of blobs) {
        const begun = await fetch(`http://${registry.host}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
        const place = `${begun.headers.get('location')}&digest=${digestOf(blob.bytes)}`;
        await put(place, 'application/octet-stream', blob.bytes);
      }
      await put(`/v2/${repository}/manifests/${tag ?? digestOf(bytes)}`, MANIFEST_TYPE, bytes);
      return bytes;
    }

    async function putIndex(repository: string, tag: string, manifests: readonly object[]): Promise<string> {
      const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
      await put(`/v2/${repository}/manifests/${tag}`, OCI_INDEX, index);
      return digestOf(index);
    }

    async function scanned(repository: string): Promise<readonly string[]> {
      return told(await run(registry.host, 'scan', `${registry.host}/${repository}:v1`));
    }

    test('are found by what refers to the image', async () => {
      await push('referred');
      expect(await scanned('referred')).toEqual([expect.stringMatching(/^fail audit: No SBOM is attached/)]);
      const bytes = await attach('referred', { artifactType: CYCLONEDX, subject: image, blobs: cyclonedx('4.17.20') });
      await putIndex('referred', image.replace(':', '-'), [
        { ...described({ mediaType: MANIFEST_TYPE, bytes }), artifactType: CYCLONEDX },
      ]);
      expect(await scanned('referred')).toEqual([
        expect.stringContaining(
          `fail warn: Attached SBOM ${digestOf(bytes)} is not the bill of this image: it has in another version lodash 4.17.20, which is 4.17.21 in the image.`,
        ),
      ]);
    });

    test('are found by the tag of cosign', async () => {
      await push('tagged');
      await attach('tagged', { blobs: cyclonedx('4.17.21') }, `${image.replace(':', '-')}.sbom`);
      expect(await scanned('tagged')).toEqual([]);
      await attach('tagged', { blobs: cyclonedx('4.17.20') }, `${image.replace(':', '-')}.sbom`);
      expect(await scanned('tagged')).toEqual([expect.stringContaining('lodash 4.17.20, which is 4.17.21')]);
    });

    test('are found where they are attached to a list of the image alone', async () => {
      await push('listed');
      const own = readFileSync(tree.path(`cart/blobs/${image.replace(':', '/')}`));
      const listed = described({ mediaType: MANIFEST_TYPE, bytes: own });
      const platform = { os: 'linux', architecture: 'amd64' };
      const list = await putIndex('listed', 'v1', [{ ...listed, platform }]);
      await attach('listed', { blobs: cyclonedx('4.17.20') }, `${list.replace(':', '-')}.sbom`);
      expect(await scanned('listed')).toEqual([expect.stringContaining('lodash 4.17.20, which is 4.17.21')]);
      const variant = { ...platform, variant: 'v3' };
      const other = await putIndex('listed', 'v1', [
        { ...listed, platform },
        { ...listed, platform: variant },
      ]);
      await attach('listed', { blobs: cyclonedx('4.17.20') }, `${other.replace(':', '-')}.sbom`);
      expect(await scanned('listed')).toEqual([expect.stringMatching(/^fail audit: No SBOM is attached/)]);
    });

    test('are found among the attestations of a build, where pods run the image, too', async () => {
      await push('built');
      const predicateType = 'https://cyclonedx.org/bom';
      const statement = { predicateType, predicate: JSON.parse(Buffer.from(bill('4.17.20')).toString()) };
      const annotations = { 'in-toto.io/predicate-type': predicateType };
      const mediaType = 'application/vnd.in-toto+json';
      const attested = { mediaType, bytes: Buffer.from(JSON.stringify(statement)), annotations };
      const bytes = await attach('built', { blobs: [attested] });
      const own = readFileSync(tree.path(`cart/blobs/${image.replace(':', '/')}`));
      await putIndex('built', 'v1', [
        { ...described({ mediaType: MANIFEST_TYPE, bytes: own }), platform: { os: 'linux', architecture: 'amd64' } },
        {
          ...described({ mediaType: MANIFEST_TYPE, bytes }),
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: {
            'vnd.docker.reference.type': 'attestation-manifest',
            'vnd.docker.reference.digest': image,
          },
        },
      ]);
      const found = [expect.stringContaining('lodash 4.17.20, which is 4.17.21')];
      expect(await scanned('built')).toEqual(found);
      const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: cart }\nspec: { containers: [{ name: cart, image: "${registry.host}/built:v1" }] }\n`;
      tree.write({ 'pod.yaml': pod });
      expect(told(await run(registry.host, 'gate', tree.path('pod.yaml')))).toEqual(found);
    });
  },
);

describe('a registry that tells what is attached to an image', () => {
  const served = servedImage([modules('4.17.21')]);

  test('is asked for nothing of it where the policy has the rule off', async () => {
    await using server = await serve((request, response) => answerWith(served, request, response));
    const image = `${server.host}/cart:v1`;
    tree.write({ 'off.yaml': `${POLICY}  image/current-sbom: off\n` });
    await run(server.host, 'scan', image, '--policy', tree.path('off.yaml'));
    const askedAbout = (): readonly string[] => server.asked.filter((path) => /referrers|sha256-/.test(path));
    expect(askedAbout()).toEqual([]);
    await run(server.host, 'scan', image);
    const digest = served.digest.replace(':', '-');
    expect(askedAbout().toSorted()).toEqual([
      `GET /v2/cart/manifests/${digest}`,
      `GET /v2/cart/manifests/${digest}.att`,
      `GET /v2/cart/manifests/${digest}.sbom`,
      `GET /v2/cart/referrers/${served.digest}`,
    ]);
  });

  test('is asked for the image itself once', async () => {
    await using server = await serve((request, response) => answerWith(served, request, response));
    await run(server.host, 'scan', `${server.host}/cart:v1`);
    const twice = server.asked.filter((path, index) => server.asked.indexOf(path) < index);
    expect(server.asked).toContain('GET /v2/cart/manifests/v1');
    expect(twice).toEqual([]);
  });

  test('leaves the rule undecided where it does not let it be seen', async () => {
    await using server = await serve((request, response) => {
      if (request.url?.includes('/referrers/') === true) response.writeHead(403).end();
      else answerWith(served, request, response);
    });
    const report = await run(server.host, 'scan', `${server.host}/cart:v1`);
    expect(told(report)).toEqual([
      expect.stringMatching(
        /^unknown warn: Not every SBOM that is attached to it could be read: Registry .* does not let/,
      ),
    ]);
  });
});
