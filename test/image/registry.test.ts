import { execFile, execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer as createSecureServer, type Server } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layerReader } from '../../src/image/layer-reader.ts';
import { openPlatforms } from '../../src/image/open-image.ts';
import { type KnownLayers, readImage } from '../../src/image/read-image.ts';
import { resolveDigest } from '../../src/image/registry/find-in-registry.ts';
import { Repository } from '../../src/image/registry/repository.ts';
import { WritableRepository } from '../../src/image/registry/writable-repository.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { type TestAuthority, testAuthority } from './authority.ts';
import { type DockerRegistry, dockerRegistry } from './docker-registry.ts';
import { localPlaces } from './places.ts';
import { readOutcome } from './read-outcome.ts';
import { registryPlaces } from './served-image.ts';
import { digestOf, writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const LAYERS = [writeTar([{ name: 'etc/a', body: 'x'.repeat(100_000) }]), writeTar([{ name: 'etc/b', body: 'two' }])];
const PASSWORD = 'a-password-of-the-test';

const hasPrograms = ['docker-registry', 'skopeo', 'openssl', 'htpasswd'].every((program) =>
  isInstalled(program, program === 'openssl' ? 'version' : '--version'),
);

describe.skipIf(!hasPrograms)(
  'a real registry (skipped without docker-registry, skopeo, openssl and htpasswd)',
  { timeout: 60_000 },
  () => {
    let tree: TemporaryTree;
    let authority: TestAuthority;
    const running: DockerRegistry[] = [];

    beforeAll(() => {
      tree = temporaryTree();
      authority = testAuthority(tree.root);
      mkdirSync(tree.path('trusted'));
      writeFileSync(tree.path('trusted/ca.crt'), authority.authority);
      writeLayout(tree.path('l'), { layers: LAYERS });
    });
    afterAll(() => {
      for (const registry of running) registry.stop();
      tree.remove();
    });

    async function start(name: string, auth?: object): Promise<DockerRegistry> {
      const tls = { certificate: authority.certificatePath, key: authority.keyPath };
      const registry = await dockerRegistry(tree.path(name), {
        http: { tls },
        ...(auth === undefined ? {} : { auth }),
      });
      running.push(registry);
      return registry;
    }

    /** Beside this process, which may be the giver of tokens. */
    async function push(to: string, credentials?: string): Promise<void> {
      const shown = credentials === undefined ? [] : ['--dest-creds', credentials];
      const trusted = ['--dest-cert-dir', tree.path('trusted')];
      await promisify(execFile)('skopeo', [
        'copy',
        '-q',
        ...trusted,
        ...shown,
        `oci:${tree.path('l')}:v1`,
        `docker://${to}`,
      ]);
    }

    /** What `docker login` writes. */
    function signedIn(host: string, password: string): Readonly<Record<string, string>> {
      const auth = Buffer.from(`ann:${password}`).toString('base64');
      const directory = tree.path(`docker-${randomUUID()}`);
      mkdirSync(directory);
      writeFileSync(`${directory}/config.json`, JSON.stringify({ auths: { [host]: { auth } } }));
      return { DOCKER_CONFIG: directory };
    }

    test('with TLS and for everybody', async () => {
      const { host } = await start('open');
      await push(`${host}/team/cart:v1`);
      const authorities = [authority.authority];
      const places = registryPlaces({ authorities });
      const local = await readOutcome(`oci:${tree.path('l')}`, localPlaces());
      expect(local.paths).toEqual(['etc', 'etc/a', 'etc/b']);
      expect(await readOutcome(`${host}/team/cart:v1`, places)).toEqual(local);

      const digest = await resolveDigest(`${host}/team/cart:v1`, places.registry);
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      const repository = new Repository(places.registry, host, 'team/cart');
      expect(await repository.referrersOf(digest)).toEqual({ list: [], isComplete: true });
      expect(await readOutcome(`docker://${host}/team/cart@${digest}`, places)).toEqual(local);
      expect((await readOutcome(`${host}/team/cart@${digestOf(new Uint8Array())}`, places)).codes).toEqual([
        'PL_E_IMAGE_ABSENT',
      ]);
      expect((await readOutcome(`${host}/team/cart:v2`, places)).codes).toEqual(['PL_E_IMAGE_ABSENT']);

      expect((await readOutcome(`${host}/team/cart:v1`, registryPlaces({}))).codes).toEqual([
        'PL_E_REGISTRY_CERTIFICATE',
      ]);
      expect(await readOutcome(`${host}/team/cart:v1`, registryPlaces({ insecure: [host] }))).toEqual(local);
      const other = host.replace('127.0.0.1', '127.0.0.2');
      expect((await readOutcome(`${other}/team/cart:v1`, places)).codes).not.toEqual([]);
    });

    test('with a password', async () => {
      const passwords = execFileSync('htpasswd', ['-Bbn', 'ann', PASSWORD]);
      writeFileSync(tree.path('htpasswd'), passwords);
      const { host } = await start('basic', { htpasswd: { realm: 'test', path: tree.path('htpasswd') } });
      await push(`${host}/cart:v1`, `ann:${PASSWORD}`);
      const authorities = [authority.authority];
      const read = async (environment: Readonly<Record<string, string>>) =>
        readOutcome(`${host}/cart:v1`, registryPlaces({ authorities, environment }));
      expect((await read(signedIn(host, PASSWORD))).paths).toEqual(['etc', 'etc/a', 'etc/b']);
      const wrong = await read(signedIn(host, 'wrong'));
      expect(wrong.codes).toEqual(['PL_E_REGISTRY_DENIED']);
      expect(wrong.told).toContain('the user who is signed in');
      expect((await read({})).told).toContain('who is not signed in');
    });

    test('with tokens', async () => {
      const realm = await tokenServer(authority);
      try {
        const token = {
          realm: `https://${realm.host}/token`,
          service: 'test registry',
          issuer: 'test issuer',
          rootcertbundle: authority.certificatePath,
        };
        const { host } = await start('tokens', { token });
        await push(`${host}/cart:v1`, `ann:${PASSWORD}`);
        realm.scopes.length = 0;
        const settings = { authorities: [authority.authority], environment: signedIn(host, PASSWORD) };
        expect(await readOutcome(`${host}/cart:v1`, registryPlaces(settings))).toMatchObject({
          paths: ['etc', 'etc/a', 'etc/b'],
          codes: [],
        });
        expect(realm.scopes).toEqual(['repository:cart:pull']);
        const { registry } = registryPlaces(settings);
        expect(await new WritableRepository(`${host}/cart:v2`, registry).pushBlob(Buffer.from('new'))).toBe(true);
        expect(realm.scopes.at(-1)).toBe('repository:cart:pull,push');
        const anonymous = await readOutcome(`${host}/cart:v1`, registryPlaces({ authorities: settings.authorities }));
        expect(anonymous.codes).toEqual(['PL_E_REGISTRY_DENIED']);
      } finally {
        realm.server.close();
        realm.server.closeAllConnections();
      }
    });

    test('through a proxy that the environment names', async () => {
      const { host } = await start('proxied');
      await push(`${host}/cart:v1`);
      const tunnels: string[] = [];
      const proxy = createProxy();
      const sockets: Socket[] = [];
      proxy.on('connect', (request, socket: Socket) => {
        tunnels.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
        const [name, port] = (request.url ?? '').split(':');
        const further = connect(Number(port), name, () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          further.pipe(socket).pipe(further);
        });
        sockets.push(socket, further);
        further.on('error', () => socket.destroy());
        socket.on('error', () => further.destroy());
      });
      await new Promise<void>((resolve) => {
        proxy.listen(0, '127.0.0.1', resolve);
      });
      const { port } = proxy.address() as AddressInfo;
      const authorities = [authority.authority];
      const read = async (environment: Readonly<Record<string, string>>) =>
        (await readOutcome(`${host}/cart:v1`, registryPlaces({ authorities, environment }))).paths;
      const HTTPS_PROXY = `http://proxy-user:pw@127.0.0.1:${port}`;
      expect(await read({ HTTPS_PROXY, NO_PROXY: '127.0.0.1' })).toHaveLength(3);
      expect(tunnels).toEqual([]);
      expect(await read({ HTTPS_PROXY })).toHaveLength(3);
      expect(new Set(tunnels)).toEqual(new Set([`${host} Basic ${Buffer.from('proxy-user:pw').toString('base64')}`]));
      for (const socket of sockets) socket.destroy();
      proxy.close();
      proxy.closeAllConnections();
      const refused = await readOutcome(
        `${host}/cart:v1`,
        registryPlaces({ authorities, environment: { HTTPS_PROXY } }),
      );
      expect(refused.codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
      expect(refused.told).not.toContain('proxy-user');
    });

    test('is not left for one in the clear, and its password is given to nobody there', async () => {
      const asked: string[] = [];
      const secure = createSecureServer({ cert: authority.certificate, key: authority.key }, (request, response) => {
        asked.push(request.url ?? '');
        const challenge = 'Bearer realm="http://127.0.0.1:1/token",service="x"';
        if (request.url?.includes('/cart/') === true)
          response.writeHead(307, { location: 'http://127.0.0.1:1/elsewhere' }).end();
        else response.writeHead(401, { 'www-authenticate': challenge }).end();
      });
      const host = await hostOf(secure);
      const places = registryPlaces({ authorities: [authority.authority] });
      const redirected = await readOutcome(`${host}/cart:v1`, places);
      expect(redirected.told).toContain('redirects to 127.0.0.1:1 without encryption');
      const challenged = await readOutcome(`${host}/other:v1`, places);
      expect(challenged.told).toContain('sends to 127.0.0.1:1 for a token, without encryption');
      expect(asked).toHaveLength(2);
      secure.close();
      secure.closeAllConnections();
    });

    test('with an image for several platforms', async () => {
      const { host } = await start('platforms');
      const index = manifestList(tree);
      execFileSync('skopeo', [
        'copy',
        '-q',
        '--all',
        '--dest-cert-dir',
        tree.path('trusted'),
        index,
        `docker://${host}/cart:v1`,
      ]);
      const places = registryPlaces({ authorities: [authority.authority] });
      const platforms: string[] = [];
      const known: KnownLayers<undefined> = new Map();
      for await (const opened of openPlatforms(`${host}/cart:v1`, places)) {
        platforms.push(opened.platform);
        const { index: files } = await readImage(
          opened,
          { maxBytes: 1_000_000, verifies: false },
          { reader: layerReader(), known },
        );
        expect([...files.files()]).toHaveLength(3);
      }
      expect(platforms).toEqual(['linux/amd64', 'linux/arm/v7']);
      expect(known.size).toBe(2);
      expect((await readOutcome(`${host}/cart:v1`, places, 'linux/arm')).paths).toHaveLength(3);
      expect((await readOutcome(`${host}/cart:v1`, places, 'linux/s390x')).told).toContain('linux/amd64, linux/arm/v7');
      expect(places.notices).toEqual([]);
    });
  },
);

/** A layout whose image is there for two platforms, with an attestation as BuildKit writes it. */
function manifestList(tree: TemporaryTree): string {
  const layout = tree.path('several');
  writeLayout(layout, { layers: LAYERS });
  const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(`${layout}/${path}`, 'utf8'));
  const put = (value: object): { readonly digest: string; readonly size: number } => {
    const bytes = Buffer.from(JSON.stringify(value));
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(`${layout}/blobs/sha256/${hex}`, bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  };
  const [amd] = read('index.json')['manifests'] as [{ digest: string; mediaType: string; platform: object }];
  const manifest = read(`blobs/${amd.digest.replace(':', '/')}`);
  const armConfig = put({
    architecture: 'arm',
    variant: 'v7',
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: LAYERS.map(digestOf) },
  });
  const { mediaType } = amd;
  const arm = put({ ...manifest, config: { ...(manifest['config'] as object), ...armConfig } });
  const attestation = put({ ...manifest, annotations: { attests: 'x' } });
  const { annotations, ...amdBare } = { annotations: undefined, ...amd };
  expect(annotations).toBeDefined();
  const index = put({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      amdBare,
      { mediaType, ...arm, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
      {
        mediaType,
        ...attestation,
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
    ],
  });
  const named = { 'org.opencontainers.image.ref.name': 'v1' };
  const descriptor = { mediaType: 'application/vnd.oci.image.index.v1+json', ...index, annotations: named };
  writeFileSync(`${layout}/index.json`, JSON.stringify({ schemaVersion: 2, manifests: [descriptor] }));
  return `oci:${layout}:v1`;
}

async function hostOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Gives tokens to who shows the password, as https://distribution.github.io/distribution/spec/auth/jwt/ has it. */
async function tokenServer({ certificate, key }: TestAuthority) {
  const scopes: string[] = [];
  const privateKey = createPrivateKey(key);
  const chain = [certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '')];
  const server = createSecureServer({ cert: certificate, key }, (request, response) => {
    const url = new URL(request.url ?? '', 'https://test');
    const shown = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
    if (shown !== `ann:${PASSWORD}`) return response.writeHead(401).end();
    scopes.push(...url.searchParams.getAll('scope'));
    const access = url.searchParams.getAll('scope').map((scope) => {
      const [type, name, actions = ''] = scope.split(':');
      return { type, name, actions: actions.split(',') };
    });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: 'test issuer',
      sub: 'ann',
      aud: 'test registry',
      exp: now + 300,
      nbf: now - 10,
      iat: now,
      jti: randomUUID(),
      access,
    };
    const text = [{ typ: 'JWT', alg: 'ES256', x5c: chain }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return response.end(JSON.stringify({ token: `${text}.${signature.toString('base64url')}` }));
  });
  return { host: await hostOf(server), server, scopes };
}
