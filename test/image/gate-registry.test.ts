import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMain } from '../../src/cli/testing/run-main.ts';
import type { ReportDocument } from '../../src/contract/report.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { type DockerRegistry, dockerRegistry } from './docker-registry.ts';
import { writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const hasPrograms = ['docker-registry', 'skopeo'].every((program) => isInstalled(program));

/** Only what lies in images is asked about. */
const POLICY = `profile: baseline
rules:
  image/non-root-user: deny
  image/fixable-vulnerability: off
  image/unfixed-vulnerability: off
`;

function pod(name: string, image: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: ${name}, image: "${image}" }] }\n`;
}

describe.skipIf(!hasPrograms)(
  'plimsoll gate and a real registry (skipped without docker-registry and skopeo)',
  { timeout: 60_000 },
  () => {
    let tree: TemporaryTree;
    let registry: DockerRegistry;

    beforeAll(async () => {
      tree = temporaryTree({ 'plimsoll.yaml': POLICY });
      registry = await dockerRegistry(tree.path('registry'));
      await push('sound', '10001');
      await push('root', '0');
    });
    afterAll(() => {
      registry.stop();
      tree.remove();
    });

    async function push(name: string, user: string): Promise<void> {
      const layers = [writeTar([{ name: 'cart', mode: 0o755, body: 'program' }])];
      writeLayout(tree.path(name), { layers, config: { User: user } });
      const to = `docker://${registry.host}/shop/${name}:v1`;
      const copy = ['copy', '-q', '--dest-tls-verify=false', `oci:${tree.path(name)}:v1`, to];
      await promisify(execFile)('skopeo', copy);
    }

    /** Judges pods that run these images of the registry. */
    async function gate(images: readonly string[], ...argv: readonly string[]): Promise<ReportDocument> {
      const pods = images.map((image, index) => pod(`p${index}`, `${registry.host}/shop/${image}`));
      writeFileSync(tree.path('pods.yaml'), pods.join('---\n'));
      const { out } = await runMain(['gate', tree.path('pods.yaml'), '-o', 'json', ...argv], {
        directory: tree.root,
        environment: { PLIMSOLL_CACHE_DIR: tree.path('cache') },
        width: 100,
      });
      return JSON.parse(out);
    }

    const trusted = (): readonly string[] => ['--insecure-registry', registry.host];

    test('opens what pods run, and passes', async () => {
      const { verdict, images, checked } = await gate(['sound:v1', 'sound:v1'], ...trusted());
      expect([verdict, checked.images]).toEqual(['passed', 1]);
      expect(images).toMatchObject([{ digest: expect.stringMatching(/^sha256:/), workloads: ['Pod p0', 'Pod p1'] }]);
    });

    test('blocks for what lies in an image, and says which is not there', async () => {
      const report = await gate(['absent:v1', 'root:v1', 'sound:v1'], ...trusted());
      expect(report.verdict).toBe('blocked');
      expect(report.units.slice(1).map(({ path, verdict }) => [path, verdict])).toEqual([
        [`${registry.host}/shop/root:v1`, 'blocked'],
        [`${registry.host}/shop/sound:v1`, 'passed'],
      ]);
      expect(report.incomplete.map(({ code, what }) => [code, what])).toEqual([
        [
          'PL_E_IMAGE_NOT_OPENED',
          `Image ${registry.host}/shop/absent:v1 was not opened: v1 of ${registry.host}/shop/absent is not there.`,
        ],
      ]);
    });

    test('is incomplete where the registry cannot be trusted, or may not be asked', async () => {
      for (const argv of [[], ['--offline']]) {
        const { verdict, incomplete } = await gate(['sound:v1'], ...argv);
        expect([verdict, incomplete.map(({ code }) => code)]).toEqual(['incomplete', ['PL_E_IMAGE_NOT_OPENED']]);
      }
    });
  },
);
