import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ReportDocument } from '../../contract/report.ts';
import { runMain } from '../testing/run-main.ts';

const REGISTRY = 'registry.example.com/shop';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };
const ADVISORIES = {
  npm: [flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...HIGH })],
};

/** A policy in which only what images are made of is asked about. */
const POLICY = `profile: restricted
rules:
${[
  'image/pinned-by-digest',
  'image/fixed-tag',
  'network/egress-isolated',
  'network/ingress-isolated',
  'namespace/pod-security-level',
]
  .map((rule) => `  ${rule}: off\n`)
  .join('')}`;

function pod(name: string, image: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  automountServiceAccountToken: false
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: ${name}
      image: ${image}
      resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
`;
}

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({
    'plimsoll.yaml': POLICY,
    'k8s/cart.yaml': pod('cart', `${REGISTRY}/cart:v1`),
    'k8s/again.yaml': pod('again', `${REGISTRY}/cart:v1`),
  });
  const system = { name: 'cart', mode: 0o755, body: 'program' };
  const modules = [
    { name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
  ];
  writeLayout(tree.path('sound'), { layers: [writeTar([system])], config: { User: '10001' } });
  writeLayout(tree.path('root'), { layers: [writeTar([system])], config: { User: '0' } });
  writeLayout(tree.path('flawed'), { layers: [writeTar([system]), writeTar(modules)], config: { User: '10001' } });
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return plimsollWith({}, ...argv);
}

async function plimsollWith(environment: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: {
      SOURCE_DATE_EPOCH: '1700000000',
      PLIMSOLL_DB: tree.path('db'),
      PLIMSOLL_CACHE_DIR: tree.path('cache'),
      PLIMSOLL_OFFLINE: '1',
      ...environment,
    },
    width: 160,
  });
}

const K8S = (): string => tree.path('k8s');

function given(name: string, layout: string): readonly string[] {
  return ['--image', `${REGISTRY}/${name}=oci:${tree.path(layout)}`];
}

async function report(...argv: readonly string[]): Promise<ReportDocument> {
  return JSON.parse((await plimsoll('gate', K8S(), '-o', 'json', ...argv)).out);
}

function vexAbout(product: string): string {
  const statement = {
    vulnerability: { name: 'CVE-2021-23337' },
    products: [{ '@id': product, subcomponents: [{ '@id': 'pkg:npm/lodash' }] }],
    status: 'not_affected',
    justification: 'vulnerable_code_not_present',
  };
  return JSON.stringify({ '@context': 'https://openvex.dev/ns/v0.2.0', author: 'shop', statements: [statement] });
}

describe('plimsoll gate', () => {
  test('passes where manifests and the images that they run do', async () => {
    const { code, out, err } = await plimsoll('gate', K8S(), ...given('cart:v1', 'sound'));
    expect([out, code, err]).toEqual([
      expect.stringMatching(/^passed: .* 2 workloads, 2 containers, 1 image of 2 files$/m),
      0,
      '',
    ]);
    expect((await report(...given('cart:v1', 'sound'))).images).toEqual([
      {
        reference: `${REGISTRY}/cart:v1`,
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        workloads: ['Pod shop/again', 'Pod shop/cart'],
      },
    ]);
  });

  test('is blocked by what lies in an image, once however many workloads run it', async () => {
    const { units, findings, verdict } = await report(...given('cart:v1', 'root'));
    expect(verdict).toBe('blocked');
    expect(units).toEqual([
      { path: K8S(), verdict: 'blocked' },
      { path: `${REGISTRY}/cart:v1`, verdict: 'blocked' },
    ]);
    const denied = findings.filter(({ action }) => action === 'deny');
    expect(denied.map(({ rule, unit, subject }) => [rule, unit, subject.image ?? subject.name])).toEqual([
      ['workload/image-user', K8S(), 'again'],
      ['workload/image-user', K8S(), 'cart'],
      ['image/non-root-user', `${REGISTRY}/cart:v1`, `${REGISTRY}/cart:v1`],
    ]);
  });

  test('names the workloads that run an image in which something was found', async () => {
    const { out } = await plimsoll('gate', K8S(), ...given('cart:v1', 'root'));
    expect(out).toMatch(/^Image registry\.example\.com\/shop\/cart:v1, run by Pod shop\/again, Pod shop\/cart$/m);
    const five = Array.from({ length: 5 }, (_, index) => pod(`cart-${index}`, `${REGISTRY}/cart:v1`));
    writeFileSync(tree.path('k8s/five.yaml'), five.join('---\n'));
    expect((await plimsoll('gate', K8S(), ...given('cart:v1', 'root'), '--all')).out).toMatch(
      /^Image registry\.example\.com\/shop\/cart:v1, run by Pod shop\/again, Pod shop\/cart, Pod shop\/cart-0, 4 more$/m,
    );
  });

  test('names the image of each vulnerability', async () => {
    writeBucket(tree.path('osv'), ADVISORIES);
    await plimsoll('db', 'import', tree.path('osv/npm/all.zip'));
    expect(readdirSync(tree.path('db'))).toContain('database.json');
    const { code, out } = await plimsoll('gate', K8S(), ...given('cart:v1', 'flawed'));
    expect(out).toMatch(
      /^Image registry\.example\.com\/shop\/cart:v1\nVULNERABILITY +PACKAGE +INSTALLED +FIXED IN +SEVERITY +POLICY +LAYER\nCVE-2021-23337 +lodash +4\.17\.20 +4\.17\.21 +high .* denied +\d+$/m,
    );
    writeFileSync(tree.path('k8s/again.yaml'), pod('again', `${REGISTRY}/cart-again:v1`));
    const both = [...given('cart:v1', 'flawed'), ...given('cart-again:v1', 'flawed')];
    const { out: ofTwo } = await plimsoll('gate', K8S(), ...both);
    expect(ofTwo).toMatch(/^VULNERABILITY +PACKAGE +INSTALLED +FIXED IN +SEVERITY +POLICY +IMAGE$/m);
    for (const name of ['cart', 'cart-again'])
      expect(ofTwo).toMatch(
        new RegExp(`^CVE-2021-23337 +lodash +.* denied +registry\\.example\\.com/shop/${name}:v1$`, 'm'),
      );
    expect(out).toMatch(/^blocked: .*\nadvisories: npm \(newest .*\) in .*\/db\n$/m);
    expect(code).toBe(1);
    expect((await report(...given('cart:v1', 'flawed'))).database?.sources.map(({ name }) => name)).toEqual(['npm']);
  });

  test('takes what VEX says of an image by the reference that a workload has, and of no other', async () => {
    writeBucket(tree.path('osv'), ADVISORIES);
    await plimsoll('db', 'import', tree.path('osv'));
    const verdictWith = async (product: string) => {
      writeFileSync(tree.path('vex.json'), vexAbout(product));
      const { verdict, vex } = await report(...given('cart:v1', 'flawed'), '--vex', tree.path('vex.json'));
      return [verdict, vex?.statements[0]?.state];
    };
    const image = 'pkg:oci/cart?repository_url=registry.example.com/shop/cart';
    expect(await verdictWith(image)).toEqual(['passed', 'applied']);
    expect(await verdictWith(`${image}&tag=v1`)).toEqual(['passed', 'applied']);
    expect(await verdictWith(`${image}&tag=v2`)).toEqual(['blocked', 'unused']);
    expect(await verdictWith('pkg:oci/cart?repository_url=evil.example.com/cart')).toEqual(['blocked', 'unused']);
  });

  test('asks no advisories where the policy asks nothing of them', async () => {
    expect((await report(...given('cart:v1', 'flawed'))).incomplete).toMatchObject([
      { code: 'PL_E_ADVISORIES_NOT_HELD', file: `${REGISTRY}/cart:v1` },
    ]);
    writeFileSync(
      tree.path('plimsoll.yaml'),
      `${POLICY}  image/fixable-vulnerability: off\n  image/unfixed-vulnerability: off\n  image/known-exploited-vulnerability: off\n`,
    );
    const { verdict, database } = await report(...given('cart:v1', 'flawed'));
    expect([verdict, database]).toEqual(['passed', null]);
  });

  test('is incomplete where an image cannot be opened, and judges the others', async () => {
    writeFileSync(tree.path('k8s/web.yaml'), pod('web', `${REGISTRY}/web:v2`));
    const whole = await report(...given('web:v2', 'sound'));
    expect(whole.verdict).toBe('incomplete');
    expect(whole.incomplete).toEqual([
      {
        code: 'PL_E_IMAGE_NOT_OPENED',
        what: `Image ${REGISTRY}/cart:v1 was not opened: registry.example.com was not asked: nothing may go over the network (--offline).`,
        supply:
          'Leave out --offline and PLIMSOLL_OFFLINE, or name what lies on this machine: docker-archive:FILE or oci:DIRECTORY of images, a directory of advisories. An image that lies on this machine is given with --image REFERENCE=PLACE or --images DIRECTORY.',
      },
    ]);
    expect(whole.units.map(({ verdict }) => verdict)).toEqual(['incomplete', 'passed']);
    expect(whole.checked.images).toBe(1);
    expect((await report(...given('web:v2', 'root'))).verdict).toBe('blocked');
  });

  test('is incomplete where the place that is given holds no image, or half of one', async () => {
    const { incomplete, verdict } = await report(...given('cart:v1', 'nothing'));
    expect([verdict, incomplete.map(({ code }) => code)]).toEqual(['incomplete', ['PL_E_IMAGE_NOT_OPENED']]);
    const blobs = tree.path('flawed/blobs/sha256');
    for (const name of readdirSync(blobs)) writeFileSync(`${blobs}/${name}`, 'no blob');
    expect((await report(...given('cart:v1', 'flawed'))).verdict).toBe('incomplete');
    rmSync(blobs, { recursive: true });
    expect((await report(...given('cart:v1', 'flawed'))).verdict).toBe('incomplete');
  });

  test('asks a registry that does not answer no more', async () => {
    let asked = 0;
    const server = createServer((socket) => {
      asked += 1;
      socket.on('error', () => {});
      socket.end('no TLS');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const names = Array.from({ length: 20 }, (_, index) => `app-${index}`);
    const pods = names.map((name) => pod(name, `127.0.0.1:${port}/shop/${name}:v1`));
    writeFileSync(tree.path('k8s/many.yaml'), pods.join('---\n'));
    const { out } = await plimsollWith({ PLIMSOLL_OFFLINE: '' }, 'gate', tree.path('k8s/many.yaml'), '-o', 'json');
    server.close();
    const { incomplete, verdict }: ReportDocument = JSON.parse(out);
    expect([verdict, incomplete.length]).toEqual(['incomplete', names.length]);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(names.length / 2);
  });

  test('opens no file of this machine that a manifest names', async () => {
    const places = [
      `oci:${tree.path('sound')}`,
      tree.path('sound'),
      `dir:${tree.root}`,
      './sound',
      'docker-daemon:cart:v1',
    ];
    for (const [index, place] of places.entries()) {
      writeFileSync(tree.path(`k8s/cart.yaml`), pod('cart', JSON.stringify(place)));
      const { images } = await report(...given('cart:v1', 'sound'));
      const found = images.find(({ reference }) => reference === place);
      expect([index, found?.digest, found?.unknown]).toEqual([index, undefined, expect.any(String)]);
    }
  });

  test('knows an image by any way of writing its reference', async () => {
    rmSync(tree.path('k8s/again.yaml'));
    writeFileSync(tree.path('k8s/cart.yaml'), pod('cart', 'nginx'));
    const image = ['--image', `docker.io/library/nginx:latest=oci:${tree.path('sound')}`];
    expect((await report(...image)).images.map(({ reference, unknown }) => [reference, unknown])).toEqual([
      ['nginx', undefined],
    ]);
  });

  test('tells of an image that was given and that nobody runs', async () => {
    const { code, err } = await plimsoll('gate', K8S(), ...given('cart:v1', 'sound'), ...given('crat:v1', 'root'));
    expect([code, err]).toEqual([
      0,
      `plimsoll: the image that --image gives for ${REGISTRY}/crat:v1 was not judged: no workload runs it, or the policy asks nothing of images.\n`,
    ]);
  });

  test.each([
    ['cart:v1', 'takes REFERENCE=PLACE'],
    ['=oci:sound', 'takes REFERENCE=PLACE'],
    ['cart:v1=', 'takes REFERENCE=PLACE'],
    ['Cart:v1=oci:sound', 'its path has capital letters'],
  ])('refuses --image %s', async (text, words) => {
    const { code, err } = await plimsoll('gate', K8S(), '--image', text);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  });

  test('refuses two places for one image, and a limit that is none', async () => {
    const twice = await plimsoll(
      'gate',
      K8S(),
      '--image',
      'nginx=oci:a',
      '--image',
      'docker.io/library/nginx:latest=b',
    );
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('twice')]);
    expect((await plimsoll('gate', K8S(), '--max-layer-bytes', 'much')).code).toBe(2);
  });

  test('reports only what is new since an earlier run, in images as well', async () => {
    await plimsoll('gate', K8S(), ...given('cart:v1', 'root'), '-o', `json=${tree.path('before.json')}`);
    const same = await report(...given('cart:v1', 'root'), '--against', tree.path('before.json'));
    expect([same.verdict, same.findings]).toEqual(['passed', []]);
    expect(same.against?.known).toBeGreaterThan(0);
  });

  test('judges the files of an image that is mounted, and not how it would run', async () => {
    const volumes = `  volumes: [{ name: data, image: { reference: "${REGISTRY}/data:v1" } }]\n`;
    writeFileSync(tree.path('k8s/cart.yaml'), pod('cart', `${REGISTRY}/cart:v1`) + volumes);
    writeLayout(tree.path('data'), {
      layers: [writeTar([{ name: 'su', mode: 0o4755, body: 'x' }])],
      config: { User: '0' },
    });
    const unopened = await report(...given('cart:v1', 'sound'));
    expect(unopened.images.map(({ reference, unknown }) => [reference, unknown !== undefined])).toEqual([
      [`${REGISTRY}/cart:v1`, false],
      [`${REGISTRY}/data:v1`, true],
    ]);
    const { images, findings } = await report(...given('cart:v1', 'sound'), ...given('data:v1', 'data'));
    expect(images[1]).toMatchObject({ reference: `${REGISTRY}/data:v1`, workloads: ['Pod shop/cart'] });
    const rules = findings.filter(({ unit }) => unit.endsWith('data:v1')).map(({ rule }) => rule);
    expect(rules).toContain('image/setuid-file');
    expect(rules).not.toContain('image/non-root-user');
  });

  test('compares an image with the one of another tag that ran before it', async () => {
    const before = tree.path('before.json');
    await plimsoll('gate', K8S(), ...given('cart:v1', 'root'), '-o', `json=${before}`);
    const secret = { User: '0', Env: ['API_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a'] };
    writeLayout(tree.path('told'), { layers: [writeTar([])], config: secret });
    const pinned = (layout: string): string => {
      const { manifests } = JSON.parse(readFileSync(tree.path(`${layout}/index.json`), 'utf8'));
      const reference = `cart:v2@${manifests[0].digest}`;
      for (const name of ['cart', 'again'])
        writeFileSync(tree.path(`k8s/${name}.yaml`), pod(name, `${REGISTRY}/${reference}`));
      return reference;
    };
    const next = await report(...given(pinned('root'), 'root'), '--against', before);
    expect([next.verdict, next.findings, next.images.map(({ unknown }) => unknown)]).toEqual([
      'passed',
      [],
      [undefined],
    ]);
    const other = await report(...given(pinned('told'), 'told'), '--against', before);
    expect(other.findings.map(({ rule }) => rule)).toEqual(['image/credential-in-variable']);
  });

  test.each(['sarif', 'gitlab', 'junit', 'html', 'markdown', 'github'])('writes %s', async (format) => {
    const { code, out } = await plimsoll('gate', K8S(), ...given('cart:v1', 'root'), '-o', format);
    expect(code).toBe(1);
    expect(out).toContain(`${REGISTRY}/cart:v1`);
    expect(out).toContain('image/non-root-user');
  });
});
