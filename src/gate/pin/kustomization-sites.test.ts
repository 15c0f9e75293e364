import { describe, expect, test } from 'vitest';
import { spliceText } from '../../manifests/edit/splice.ts';
import { applyDigests } from './apply-digests.ts';
import { kustomizationImages } from './kustomization-sites.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

function pin(entry: string, keepsTag = false): string {
  const text = `images:\n${entry}`;
  const { sites } = kustomizationImages({ path: 'kustomization.yaml', text }, { keepsTag });
  const wanted = sites.map((site) => ({ site, digest: DIGEST }));
  return spliceText(text, applyDigests(text, wanted).splices).slice('images:\n'.length);
}

describe('an entry of images', () => {
  test.each([
    ['a tag', '- name: web\n  newTag: v1\n', `- name: web\n  digest: ${DIGEST} # web:v1\n`],
    [
      'a tag under a new name',
      '- name: web\n  newTag: "1.2"\n  newName: r.example.com/team/site\n',
      `- name: web\n  digest: "${DIGEST}" # site:1.2\n  newName: r.example.com/team/site\n`,
    ],
    ['a tag with a comment', '- name: web\n  newTag: v1 # ours\n', `- name: web\n  newTag: v1@${DIGEST} # ours\n`],
    ['flow style', '- {name: web, newTag: v1}\n', `- {name: web, newTag: v1@${DIGEST}}\n`],
    ['a tag with a digest', `- name: web\n  newTag: v1@${OTHER}\n`, `- name: web\n  newTag: v1@${DIGEST}\n`],
    ['a digest', `- name: web\n  digest: ${OTHER} # web:v1\n`, `- name: web\n  digest: ${DIGEST} # web:v1\n`],
    [
      'a digest and a tag',
      `- name: web\n  newTag: v1\n  digest: ${OTHER}\n`,
      `- name: web\n  newTag: v1\n  digest: ${DIGEST}\n`,
    ],
    ['a new name alone', '- name: web\n  newName: site\n', '- name: web\n  newName: site\n'],
  ])('%s', (_, before, after) => {
    expect(pin(before)).toBe(after);
  });

  test('with --keep-tag the tag stays where it is', () => {
    expect(pin('- name: web\n  newTag: v1\n', true)).toBe(`- name: web\n  newTag: v1@${DIGEST}\n`);
  });

  test('what is pinned keeps its tag', () => {
    const text = `images:\n${pin('- name: web\n  newName: r.example.com/team/site\n  newTag: v1\n')}`;
    expect(kustomizationImages({ path: 'kustomization.yaml', text }, { keepsTag: false })).toMatchObject({
      replaced: ['web'],
      sites: [{ image: { registry: 'r.example.com', path: 'team/site', tag: 'v1', digest: DIGEST } }],
    });
  });
});
