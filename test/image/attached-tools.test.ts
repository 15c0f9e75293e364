import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMain } from '../../src/cli/testing/run-main.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { imageIn } from './attach-to-layout.ts';
import { type DockerRegistry, dockerRegistry } from './docker-registry.ts';
import { writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const has = (...programs: readonly string[]): boolean => programs.every((each) => isInstalled(each));

const BILL = 'old.cdx.json';
const LODASH = { type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' };

let tree: TemporaryTree;
let registry: DockerRegistry;

/** Runs a program in the directory of the test. */
async function run(program: string, ...argv: readonly string[]): Promise<void> {
  const env = { ...process.env, COSIGN_PASSWORD: '', COSIGN_EXPERIMENTAL: '1', COSIGN_YES: 'true' };
  await promisify(execFile)(program, argv, { cwd: tree.root, env });
}

/** Pushes the image into a repository of its own, and gives its name there. */
async function pushed(repository: string): Promise<string> {
  const image = `${registry.host}/${repository}`;
  await run('skopeo', 'copy', '-q', '--dest-tls-verify=false', `oci:${tree.path('cart')}:v1`, `docker://${image}:v1`);
  return `${image}@${imageIn(tree.path('cart'))}`;
}

/** What is found about bills in an image. */
async function told(image: string): Promise<readonly string[]> {
  const { out } = await runMain(
    ['scan', image, '-o', 'json', '--profile', 'baseline', '--insecure-registry', registry.host, '--no-cache'],
    { directory: tree.root, environment: { PLIMSOLL_DB: tree.path('db') } },
  );
  const { findings } = JSON.parse(out);
  return findings.flatMap(({ rule, message }: { readonly rule: string; readonly message: string }) =>
    rule === 'image/current-sbom' ? [message] : [],
  );
}

const STALE = [expect.stringContaining('has in another version lodash 4.17.20, which is 4.17.21 in the image')];

describe.skipIf(!has('docker-registry', 'skopeo'))(
  'bills that the tools themselves attach in a real registry (skipped without docker-registry and skopeo)',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [LODASH] };
      const module = { name: 'lodash', version: '4.17.21' };
      tree = temporaryTree({ [BILL]: JSON.stringify(bill) });
      const layer = writeTar([{ name: 'app/node_modules/lodash/package.json', body: JSON.stringify(module) }]);
      writeLayout(tree.path('cart'), { layers: [layer], config: { User: '10001' } });
      registry = await dockerRegistry(tree.path('registry'));
    });
    afterAll(() => {
      registry.stop();
      tree.remove();
    });

    test.skipIf(!has('oras')).each([
      ['application/vnd.cyclonedx+json', BILL],
      ['sbom/cyclonedx', BILL],
      ['example/release', `${BILL}:application/vnd.cyclonedx+json`],
      ['example/release', BILL],
    ])('oras attach --artifact-type %s %s (skipped without oras)', async (type, file) => {
      const image = await pushed(`oras-${type}-${file}`.replaceAll(/[^a-z]+/g, '-'));
      await run('oras', 'attach', '--plain-http', '--artifact-type', type, image, file);
      expect(await told(image)).toEqual(STALE);
    });

    test.skipIf(!has('cosign'))('cosign attach sbom (skipped without cosign)', async () => {
      const image = await pushed('cosign-attach');
      await run('cosign', 'attach', 'sbom', '--allow-http-registry', '--type', 'cyclonedx', '--sbom', BILL, image);
      expect(await told(image)).toEqual(STALE);
    });

    test.skipIf(!has('cosign')).each(['true', 'false'])(
      'cosign attest, with a bundle: %s (skipped without cosign)',
      async (bundle) => {
        const image = await pushed(`cosign-attest-${bundle}`);
        const key = `key-${bundle}`;
        await run('cosign', 'generate-key-pair', '--output-key-prefix', key);
        const signing = ['--key', `${key}.key`, '--tlog-upload=false', `--new-bundle-format=${bundle}`];
        const predicate = ['--type', 'cyclonedx', '--predicate', BILL];
        const offline = (await usesSigningConfig()) ? ['--use-signing-config=false'] : [];
        await run('cosign', 'attest', '--allow-http-registry', ...signing, ...offline, ...predicate, image);
        expect(await told(image)).toEqual(STALE);
      },
    );
  },
);

/** Whether cosign asks for the addresses of its services where it is not told otherwise, as from version 3 on. */
async function usesSigningConfig(): Promise<boolean> {
  const { stdout } = await promisify(execFile)('cosign', ['attest', '--help']);
  return /--use-signing-config=true/.test(stdout);
}
