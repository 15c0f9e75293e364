import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { UserError } from '../../core/errors.ts';
import type { ProcessCall, Processes, ProcessResult } from '../../core/ports.ts';
import { byteFiles } from '../../host/byte-files.ts';
import { nodeProcesses } from '../../host/node-processes.ts';
import { dockerConfigCredentials } from './docker-config.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

const NO_PROCESSES: Processes = { run: async () => ({ state: 'absent' }) };

function encoded(text: string): string {
  return Buffer.from(text).toString('base64');
}

async function find(
  registry: string,
  configs: readonly object[],
  { path = 'team/cart', processes = NO_PROCESSES }: { readonly path?: string; readonly processes?: Processes } = {},
) {
  const paths = configs.map((config, index) => {
    tree.write({ [`${index}.json`]: JSON.stringify(config) });
    return tree.path(`${index}.json`);
  });
  const notices: string[] = [];
  const tell = (notice: string): number => notices.push(notice);
  const settings = { paths: [tree.path('absent.json'), ...paths], files: byteFiles, processes, tell };
  const credential = await dockerConfigCredentials(settings).find(registry, path);
  return { credential, notices };
}

const ANN = { type: 'password', user: 'ann', password: 'p:w' } as const;
const AUTH = { auth: encoded('ann:p:w') };

describe('credentials in a file', () => {
  test.each<[string, string, object, unknown]>([
    ['of a host', 'r.example.com', { 'r.example.com': AUTH }, ANN],
    ['of a host with a port', 'r.example.com:5000', { 'r.example.com:5000': AUTH }, ANN],
    ['of an address, as docker wrote it once', 'r.example.com', { 'https://r.example.com/v2/': AUTH }, ANN],
    ['of Docker Hub, as docker writes it', 'docker.io', { 'https://index.docker.io/v1/': AUTH }, ANN],
    ['of Docker Hub, as podman writes it', 'docker.io', { 'docker.io': AUTH }, ANN],
    ['of a path, as podman writes it', 'r.example.com', { 'r.example.com': {}, 'r.example.com/team': AUTH }, ANN],
    ['of another path', 'r.example.com', { 'r.example.com/other': AUTH }, undefined],
    ['of another host', 'r.example.com', { 'evil-r.example.com': AUTH, 'r.example.com.evil': AUTH }, undefined],
    ['in two fields', 'r.example.com', { 'r.example.com': { username: 'ann', password: 'p:w' } }, ANN],
    ['with NUL at the end', 'r.example.com', { 'r.example.com': { auth: encoded('ann:p:w\0') } }, ANN],
    [
      'as a refresh token',
      'r.example.com',
      { 'r.example.com': { ...AUTH, identitytoken: 't' } },
      { type: 'identity-token', token: 't' },
    ],
    [
      'as a token',
      'r.example.com',
      { 'r.example.com': { registrytoken: 't' } },
      { type: 'registry-token', token: 't' },
    ],
    ['without any', 'r.example.com', { 'r.example.com': { auth: '' } }, undefined],
    ['without a user', 'r.example.com', { 'r.example.com': { auth: encoded('nothing') } }, undefined],
  ])('%s', async (_, registry, auths, expected) => {
    expect((await find(registry, [{ auths }])).credential).toEqual(expected);
  });

  test('the first file that has some counts', async () => {
    const configs = [{ auths: { other: AUTH } }, { auths: { r: AUTH } }, { auths: { r: { auth: encoded('bob:x') } } }];
    expect((await find('r', configs)).credential).toEqual(ANN);
  });

  test('that is no JSON is told, and nothing of it', async () => {
    tree.write({ 'x.json': '{"auth": "c2VjcmV0' });
    const settings = { paths: [tree.path('x.json')], files: byteFiles, processes: NO_PROCESSES, tell: () => {} };
    const failure = await dockerConfigCredentials(settings)
      .find('r', 'x')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).not.toContain('c2VjcmV0');
  });
});

function helper(result: ProcessResult): { readonly processes: Processes; readonly calls: ProcessCall[] } {
  const calls: ProcessCall[] = [];
  const run = async (call: ProcessCall): Promise<ProcessResult> => {
    calls.push(call);
    return result;
  };
  return { processes: { run }, calls };
}

function ended(answer: unknown, exitCode = 0): ProcessResult {
  return { state: 'ended', exitCode, output: Buffer.from(JSON.stringify(answer)), errors: '' };
}

describe('credentials of a helper', () => {
  test('are asked for by the name of the registry', async () => {
    const { processes, calls } = helper(ended({ Username: 'ann', Secret: 'p:w' }));
    const config = { credHelpers: { 'r.example.com': 'one' }, credsStore: 'all' };
    expect((await find('r.example.com', [config], { processes })).credential).toEqual(ANN);
    expect((await find('docker.io', [config], { processes })).credential).toEqual(ANN);
    expect(calls.map(({ program, input }) => `${program} ${input}`)).toEqual([
      'docker-credential-one r.example.com',
      'docker-credential-all https://index.docker.io/v1/',
    ]);
  });

  test('may be a token', async () => {
    const { processes } = helper(ended({ Username: '<token>', Secret: 't' }));
    const { credential } = await find('r', [{ credsStore: 'all' }], { processes });
    expect(credential).toEqual({ type: 'identity-token', token: 't' });
  });

  test('that has none leaves those of the file', async () => {
    const { processes } = helper(ended('credentials not found in native keychain', 1));
    expect((await find('r', [{ credsStore: 'all', auths: { r: AUTH } }], { processes })).credential).toEqual(ANN);
  });

  test('that is not installed is told', async () => {
    const { credential, notices } = await find('r', [{ credsStore: 'all' }]);
    expect(credential).toBeUndefined();
    expect(notices).toEqual(['docker-credential-all is not installed, so that nobody is signed in to r by it']);
  });

  test('whose name leads elsewhere is not started', async () => {
    const { processes, calls } = helper(ended({}));
    await find('r', [{ credsStore: '../../tmp/evil' }], { processes });
    expect(calls).toEqual([]);
  });

  test('are read from a real program', async () => {
    tree.write({
      'docker-credential-real':
        '#!/bin/sh\nread host\necho "{\\"Username\\":\\"ann\\",\\"Secret\\":\\"for $host\\"}"\n',
    });
    chmodSync(tree.path('docker-credential-real'), 0o755);
    const processes: Processes = {
      run: async (call) => nodeProcesses.run({ ...call, environment: { PATH: `${tree.root}:/usr/bin:/bin` } }),
    };
    const { credential } = await find('r.example.com', [{ credsStore: 'real' }], { processes });
    expect(credential).toEqual({ type: 'password', user: 'ann', password: 'for r.example.com' });
  });
});
