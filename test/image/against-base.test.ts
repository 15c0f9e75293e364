import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMain } from '../../src/cli/testing/run-main.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { type DockerRegistry, dockerRegistry } from './docker-registry.ts';
import { writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const hasPrograms = ['docker-registry', 'skopeo'].every((program) => isInstalled(program));

const SETUID = writeTar([{ name: 'bin/su', mode: 0o4755, body: 'program' }]);
const WRITABLE = writeTar([{ name: 'srv/cart', mode: 0o777, body: 'program' }]);

describe.skipIf(!hasPrograms)(
  'plimsoll scan --against base and a real registry (skipped without docker-registry and skopeo)',
  { timeout: 60_000 },
  () => {
    let tree: TemporaryTree;
    let registry: DockerRegistry;

    beforeAll(async () => {
      tree = temporaryTree({ 'plimsoll.yaml': 'rules: { image/setuid-file: deny, image/world-writable: deny }\n' });
      registry = await dockerRegistry(tree.path('registry'));
      writeLayout(tree.path('old'), { layers: [SETUID], config: {} });
      writeLayout(tree.path('new'), { layers: [writeTar([])], config: {} });
    });
    afterAll(() => {
      registry.stop();
      tree.remove();
    });

    /** Lets the tag of the base name a layout, and gives its digest. */
    async function push(layout: string): Promise<string> {
      const to = `docker://${registry.host}/base:v1`;
      const copy = ['copy', '-q', '--dest-tls-verify=false', `oci:${tree.path(layout)}:v1`, to];
      await promisify(execFile)('skopeo', copy);
      const inspect = ['inspect', '--tls-verify=false', '--format', '{{.Digest}}', to];
      return (await promisify(execFile)('skopeo', inspect)).stdout.trim();
    }

    /** The rules that find something new in an image made from the old base, and what it was compared with. */
    async function compared(annotations: Readonly<Record<string, string>>): Promise<readonly [string[], string]> {
      writeLayout(tree.path('cart'), { layers: [SETUID, WRITABLE], config: {}, annotations });
      const argv = [`oci:${tree.path('cart')}`, '--against', 'base', '--insecure-registry', registry.host];
      const { out } = await runMain(['scan', ...argv, '--no-cache', '-o', 'json'], {
        directory: tree.root,
        environment: { PLIMSOLL_DB: tree.path('db') },
        width: 100,
      });
      const { findings, against } = JSON.parse(out);
      const rules = findings.map((finding: { readonly rule: string }) => finding.rule);
      return [rules.filter((rule: string) => /setuid|writable/.test(rule)), against.what];
    }

    test('takes the base that the image was made from, also where its tag moved on', async () => {
      const digest = await push('old');
      const name = { 'org.opencontainers.image.base.name': `${registry.host}/base:v1` };
      const short = `${registry.host}/base:v1@${digest.slice(0, 19)}`;
      expect(await compared(name)).toEqual([['image/world-writable'], short]);
      await push('new');
      const pinned = { ...name, 'org.opencontainers.image.base.digest': digest };
      expect(await compared(pinned)).toEqual([['image/world-writable'], short]);
      expect((await compared(name))[0]).toEqual(['image/setuid-file', 'image/world-writable']);
    });
  },
);
