import { describe, expect, test } from 'vitest';
import type { Finding } from '../../core/finding.ts';
import { reportOf } from '../testing/sample-reports.ts';
import { acceptanceOf } from './acceptance.ts';
import { sentenceParts } from './code-spans.ts';
import { placeOf } from './place.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';

async function someFinding(): Promise<Finding> {
  const { findings } = await reportOf({ units: [[{ path: 'pod.yaml', text: POD }]] });
  const [finding] = findings;
  if (finding === undefined) throw new Error('the pod has no finding');
  return finding;
}

describe('the place of a finding', async () => {
  const finding = await someFinding();

  test('is its file and line', () => {
    const { line } = finding.location;
    expect(placeOf(finding)).toEqual({ at: `pod.yaml:${line}`, line, edited: '', notes: [] });
  });

  test('in what was rendered is the template, with the rendered line and the value that made it', () => {
    const location = {
      ...finding.location,
      rendered: { by: 'helm', line: 40 },
      value: { file: 'values.yaml', line: 3, column: 1, path: 'image.tag' },
    };
    expect(placeOf(Object.assign({}, finding, { location }))).toEqual({
      at: `pod.yaml:${finding.location.line}`,
      line: 40,
      edited: 'of what helm rendered',
      notes: ['The value image.tag in values.yaml:3 produced it.', 'Line 40 of what helm rendered.'],
    });
  });
});

test.each([
  [{ owner: 'web team', reason: 'soon', expires: '2027-01-01' }, 'Accepted by web team until 2027-01-01: soon'],
  [{ source: 'comment', reason: 'soon' }, 'Accepted by a comment in the manifest: soon'],
  [{ source: 'annotation', reason: 'soon' }, 'Accepted by an annotation of the manifest: soon'],
  [undefined, ''],
])('an acceptance says who, until when and why: %j', async (exception, said) => {
  expect(acceptanceOf(Object.assign({}, await someFinding(), { exception }))).toBe(said);
});

test.each([
  ['Set `a: b`, then c.', ['Set ', '[a: b]', ', then c.']],
  ['`a` and `b`', ['[a]', ' and ', '[b]']],
  ['an odd ` one', ['an odd ', '` one']],
  ['`a` and ` one', ['[a]', ' and ', '` one']],
  ['', []],
])('what stands between backticks is code: %s', (text, parts) => {
  expect(sentenceParts(text).map((part) => (part.code ? `[${part.text}]` : part.text))).toEqual(parts);
});
