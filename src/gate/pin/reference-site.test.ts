import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocuments } from '../../formats/read-documents.ts';
import { spliceText } from '../../manifests/edit/splice.ts';
import { workloadKindsWith } from '../../manifests/workload-kinds.ts';
import { applyDigests } from './apply-digests.ts';
import type { ImageSite } from './image-site.ts';
import { manifestImages } from './manifest-sites.ts';
import { type PinForm, referenceSite } from './reference-site.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n';
const workloadKinds = workloadKindsWith([]);

function sitesIn(text: string, form: PinForm = { keepsTag: false }): readonly ImageSite[] {
  const siteOf = (field: Parameters<typeof referenceSite>[0], written: string): ImageSite | undefined =>
    referenceSite(field, written, form);
  return manifestImages({ path: 'web.yaml', text }, { workloadKinds, siteOf }).sites;
}

function pin(text: string, digest = DIGEST, form?: PinForm): string {
  const wanted = sitesIn(text, form).map((site) => ({ site, digest }));
  return spliceText(text, applyDigests(text, wanted).splices);
}

function tagsIn(text: string): readonly (string | undefined)[] {
  return sitesIn(text).map(({ image }) => (typeof image === 'string' ? image : image.tag));
}

const inPod = (container: string): string => `${POD}spec:\n  containers:\n    - name: web\n${container}`;

const onOneLine = (one: string, two: string): string =>
  `${POD}spec: {containers: [{name: a, image: ${one}}, {name: b, image: "${two}"}]}\n`;
const overLines = (image: string): string => `${POD}spec: {\n  containers: [{name: a,\n    image: ${image}\n  }]}\n`;
const inJson = (image: string): string =>
  `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "a",\n  "image": "${image}"\n}]}}\n`;

describe('a digest in the place of a tag', () => {
  test.each([
    ['a plain value', '      image: nginx:1.27\n', `      image: nginx@${DIGEST} # nginx:1.27\n`],
    ['no tag', '      image: nginx\n', `      image: nginx@${DIGEST} # nginx:latest\n`],
    [
      'a long name',
      '      image: r.example.com:5000/a/b/web:v1\n',
      `      image: r.example.com:5000/a/b/web@${DIGEST} # web:v1\n`,
    ],
    ['double quotes', '      image: "nginx:1.27"\n', `      image: "nginx@${DIGEST}" # nginx:1.27\n`],
    ['single quotes', "      image: 'nginx:1.27'\n", `      image: 'nginx@${DIGEST}' # nginx:1.27\n`],
    ['white space behind', '      image: nginx:1.27  \n', `      image: nginx@${DIGEST} # nginx:1.27  \n`],
    [
      'CRLF',
      '      image: nginx:1.27\r\n      tty: true\r\n',
      `      image: nginx@${DIGEST} # nginx:1.27\r\n      tty: true\r\n`,
    ],
    ['no line end', '      image: nginx:1.27', `      image: nginx@${DIGEST} # nginx:1.27`],
    ['a comment of somebody', '      image: nginx:1.27 # ours\n', `      image: nginx:1.27@${DIGEST} # ours\n`],
    [
      'the marker of another tool',
      '      image: nginx:1.27 # {"$imagepolicy": "flux-system:web"}\n',
      `      image: nginx:1.27@${DIGEST} # {"$imagepolicy": "flux-system:web"}\n`,
    ],
    ['escapes', '      image: "nginx\\x3a1.27"\n', `      image: "nginx@${DIGEST}" # nginx:1.27\n`],
    ['a folded block', '      image: >-\n        nginx:1.27\n', `      image: >-\n        nginx:1.27@${DIGEST}\n`],
    ['a tag of YAML', '      image: !!str nginx:1.27\n', `      image: !!str nginx@${DIGEST} # nginx:1.27\n`],
    [
      'the line after its key',
      '      image:\n        nginx:1.27\n',
      `      image:\n        nginx@${DIGEST} # nginx:1.27\n`,
    ],
    [
      'an anchor and its alias',
      '      image: &web nginx:1.27\n    - name: two\n      image: *web\n',
      `      image: &web nginx@${DIGEST} # nginx:1.27\n    - name: two\n      image: *web\n`,
    ],
    ['a merge key', '      <<: &all {image: nginx:1.27}\n', `      <<: &all {image: nginx:1.27@${DIGEST}}\n`],
    ['a digest of old', `      image: nginx@${OTHER} # nginx:1.27\n`, `      image: nginx@${DIGEST} # nginx:1.27\n`],
    ['a tag beside the digest', `      image: nginx:1.27@${OTHER}\n`, `      image: nginx:1.27@${DIGEST}\n`],
  ])('%s', (_, before, after) => {
    expect(pin(inPod(before))).toBe(inPod(after));
  });

  test('several on one line keep their tags', () => {
    expect(pin(onOneLine('nginx:1.27', 'redis:7'))).toBe(onOneLine(`nginx:1.27@${DIGEST}`, `redis:7@${DIGEST}`));
  });

  test('flow style over lines has room for comments', () => {
    expect(pin(overLines('nginx:1.27'))).toBe(overLines(`nginx@${DIGEST} # nginx:1.27`));
  });

  test('JSON keeps its tags', () => {
    expect(pin(inJson('docker.io\\/library\\/nginx:1.27'))).toBe(inJson(`docker.io/library/nginx:1.27@${DIGEST}`));
  });

  test('with --keep-tag every tag stays in its reference', () => {
    expect(pin(inPod('      image: nginx:1.27\n'), DIGEST, { keepsTag: true })).toBe(
      inPod(`      image: nginx:1.27@${DIGEST}\n`),
    );
  });

  test('an anchor that stands for a label too is left, and what is beside it is pinned', () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {version: &v nginx}\nspec:\n  containers:\n    - name: a\n      image: *v\n    - name: b\n      image: redis:7\n`;
    const wanted = sitesIn(text).map((site) => ({ site, digest: DIGEST }));
    const { splices, refused } = applyDigests(text, wanted);
    expect(spliceText(text, splices)).toBe(text.replace('redis:7', `redis@${DIGEST} # redis:7`));
    expect([...refused].map((site) => site.text)).toEqual(['nginx']);
  });
});

describe('where images are named', () => {
  test('every container, image volumes, lists and later documents', () => {
    const text = [
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: batch/v1\n  kind: CronJob\n  metadata: {name: a}\n  spec:\n    jobTemplate:\n      spec:\n        template:\n          spec:\n            initContainers:\n            - {name: i, image: "init:1"}\n            containers:\n            - {name: c, image: "app:1"}\n            ephemeralContainers:\n            - {name: e, image: "debug:1"}\n            volumes:\n            - name: v\n              image: {reference: "data:1"}\n',
      inPod('      image: second:1\n'),
    ].join('---\n');
    expect(sitesIn(text).map((site) => site.text)).toEqual(['init:1', 'app:1', 'debug:1', 'data:1', 'second:1']);
  });

  test('a container that cannot be read hides no other', () => {
    const text = inPod('      image: [1]\n    - name: two\n      image: redis:7\n');
    const { sites, missing } = manifestImages(
      { path: 'web.yaml', text },
      { workloadKinds, siteOf: (field, written) => referenceSite(field, written, { keepsTag: false }) },
    );
    expect(sites.map((site) => site.text)).toEqual(['redis:7']);
    expect(missing).toMatchObject([{ code: 'PL_E_MANIFEST_WRONG_TYPE', file: 'web.yaml', line: 7 }]);
  });
});

describe('the tag that is kept', () => {
  test.each([
    ['by us', 'nginx', ' # nginx:1.27', '1.27'],
    ['by us, with words behind', 'nginx', ' # nginx:1.27 (ours)', '1.27'],
    ['under its whole name', 'nginx', ' # docker.io/library/nginx:1.27', '1.27'],
    ['under a part of its name', 'r.example.com/a/web', ' # a/web:v1', 'v1'],
    ['by others', 'nginx', ' # v1.27', 'v1.27'],
    ['as latest', 'nginx', ' # latest', 'latest'],
    ['for another image', 'nginx', ' # redis:7', undefined],
    ['for one whose name ends alike', 'a/reginx', ' # ginx:7', undefined],
    ['nowhere', 'nginx', '', undefined],
    ['in no comment about it', 'nginx', ' # do not touch', undefined],
    ['in no time of day', 'nginx', ' # at:12', undefined],
  ])('%s', (_, name, comment, tag) => {
    expect(tagsIn(inPod(`      image: ${name}@${DIGEST}${comment}\n`))).toEqual([tag]);
  });
});

const name = constantFrom('nginx', 'a/b', 'r.example.com:5000/team/web', 'docker.io/library/redis', 'localhost/x');
const tag = constantFrom('', ':1.27', ':latest', ':v1_2-rc.3', ':20240101');
const reference = tuple(name, tag).map((parts) => parts.join(''));
const written = reference.chain((text) =>
  constantFrom(text, `"${text}"`, `'${text}'`, `!!str ${text}`, `&a ${text}`, `>-\n        ${text}`),
);
const rest = constantFrom('', '  ', ' # ours', '\n      tty: true', '\r');
const podText = array(tuple(written, rest), { minLength: 1, maxLength: 4 }).map((each) =>
  inPod(each.map(([value, more]) => `      image: ${value}${more}\n`).join('    - name: x\n')),
);

function others(text: string): string {
  return text.replaceAll(/image: (?:>-\s+)?.*/g, '');
}

function withoutImages(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => (key === 'image' ? undefined : each));
}

describe('laws', () => {
  test('what is pinned once is pinned the same again', () => {
    assert(
      property(podText, (text) => {
        const once = pin(text);
        expect(pin(once)).toBe(once);
        expect(pin(pin(text, OTHER))).toBe(once);
      }),
    );
  });

  test('only images change, and what they are does not', () => {
    assert(
      property(podText, (text) => {
        const once = pin(text);
        expect(others(once)).toBe(others(text));
        const [before] = readDocuments(text);
        const [after] = readDocuments(once);
        expect(withoutImages(after?.value)).toBe(withoutImages(before?.value));
        expect(tagsIn(once)).toEqual(tagsIn(text));
      }),
    );
  });
});
