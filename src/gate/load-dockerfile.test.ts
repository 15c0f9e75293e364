import { describe, expect, test } from 'vitest';
import { unopenedImages } from '../../test/unopened-images.ts';
import type { Files } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import { loadPolicy } from '../policy/load.ts';
import { selectStandard } from '../policy/standard.ts';
import { reportDocument } from '../report/wire.ts';
import { check, gate } from './check.ts';
import { earlierReport } from './earlier.ts';
import { loadDockerfile } from './load-dockerfile.ts';
import { loadManifestFiles } from './load-manifests.ts';

const clock = { now: () => new Date('2027-01-15T12:00:00Z') };

const FAULTY = 'FROM debian:12.11\nUSER root\n';
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n';

const POLICY =
  'profile: baseline\nrules: { image/non-root-user: deny, image/base-pinned-by-digest: off, image/health-check: off }\n';

function policy(more = '') {
  return loadPolicy({ path: 'plimsoll.yaml', text: POLICY + more });
}

/** Files by their paths below one directory. */
function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    list: async (path) => ({
      root: path,
      files: (path in texts || path === '-' ? [path] : Object.keys(texts)).map((each) => ({ path: each })),
      outside: [],
      hidden: 0,
    }),
    read: async (path) => new TextEncoder().encode(texts[path] ?? ''),
    kindOf: async () => 'file',
  };
}

async function checked(texts: Readonly<Record<string, string>>, path = 'app', more = ''): Promise<Report> {
  return check({ units: await loadManifestFiles({ files: filesOf(texts) }, path), policy: policy(more), clock });
}

function told({ verdict, units, findings, checked: { resources, dockerfiles } }: Report) {
  return {
    verdict,
    units: units.map((unit) => `${unit.path} ${unit.verdict}`),
    findings: findings.map(({ rule, location: { file, line } }) => `${rule} ${file}:${line}`),
    checked: `${resources} resources, ${dockerfiles} Dockerfiles`,
  };
}

describe('a Dockerfile', () => {
  test('whose FROM is empty says so in every finding', async () => {
    const { verdict, findings } = await checked({ Dockerfile: 'FROM\nRUN make\n' }, 'Dockerfile');
    expect(verdict).toBe('blocked');
    expect(findings.map(({ message }) => message)).toEqual([
      'FROM names no base image.',
      'No USER is set, so the image runs as root unless its base sets another user.',
    ]);
  });

  test('beside manifests is a unit of its own', async () => {
    const report = await checked({ 'app/a.yaml': CONFIG_MAP, 'app/b/Dockerfile': FAULTY });
    expect(told(report)).toEqual({
      verdict: 'blocked',
      units: ['app passed', 'app/b/Dockerfile blocked'],
      findings: ['image/non-root-user app/b/Dockerfile:2'],
      checked: '1 resources, 1 Dockerfiles',
    });
    expect(report.findings[0]).toMatchObject({
      subject: { kind: 'Dockerfile', name: 'app/b/Dockerfile' },
      location: { column: 1, path: 'FROM[0].USER[0]' },
    });
  });

  test('alone in a directory is all there is to judge', async () => {
    expect(told(await checked({ 'app/Dockerfile': FAULTY })).units).toEqual(['app/Dockerfile blocked']);
  });

  test('is known by how it begins, where it is named or standard input', async () => {
    expect(told(await checked({ '-': FAULTY }, '-')).units).toEqual(['- blocked']);
    expect(told(await checked({ build: FAULTY }, 'build')).units).toEqual(['build blocked']);
    expect(told(await checked({ 'app/build.yaml': FAULTY })).verdict).toBe('incomplete');
  });

  test('is called by its path from the working directory', async () => {
    const files = filesOf({ '/w/app/Dockerfile': FAULTY });
    const units = await loadManifestFiles({ files, directory: '/w' }, '/w/app/Dockerfile');
    const { findings } = await check({ units, policy: policy(), clock });
    expect(findings[0]?.subject.name).toBe('app/Dockerfile');
  });

  test('that a build refuses makes the verdict incomplete, and what is in it is judged', async () => {
    const report = await checked({ 'app/Dockerfile': 'FROM debian:12.11\nUSER 1\nFETCH x\n' });
    expect(report.verdict).toBe('incomplete');
    expect(report.incomplete).toMatchObject([{ code: 'PL_E_DOCKERFILE_SYNTAX', file: 'app/Dockerfile', line: 3 }]);
    expect((await checked({ 'app/Dockerfile': `${FAULTY}FETCH x\n` })).verdict).toBe('blocked');
    expect((await checked({ 'app/Dockerfile': '' })).verdict).toBe('incomplete');
  });

  test('does not stand for what would be deployed', async () => {
    const ask = { policy: policy(), clock, images: unopenedImages };
    const alone = await gate({ ...ask, units: [loadDockerfile({ path: 'Dockerfile', text: 'FROM a:1\nUSER 1\n' })] });
    expect(alone).toMatchObject({ verdict: 'incomplete', incomplete: [{ code: 'PL_E_NOTHING_DEPLOYED' }] });
    const both = await loadManifestFiles(
      { files: filesOf({ 'a.yaml': CONFIG_MAP, Dockerfile: 'FROM a:1\nUSER 1\n' }) },
      '.',
    );
    expect((await gate({ ...ask, units: both })).verdict).toBe('passed');
  });

  test('is nothing to the standards of pods', async () => {
    const files = filesOf({ 'app/a.yaml': CONFIG_MAP, 'app/Dockerfile': 'FETCH\n' });
    const units = await loadManifestFiles({ files }, 'app');
    const report = await check({ units, policy: selectStandard(policy(), 'pss/restricted'), clock });
    expect(told(report)).toMatchObject({ verdict: 'passed', units: ['app passed'] });
  });
});

describe('a finding in a Dockerfile', () => {
  test('is accepted by an exception that names it', async () => {
    const exception = `exceptions:
  - rule: image/non-root-user
    scope: { kind: Dockerfile, name: app/Dockerfile }
    owner: team-shop
    reason: it is being moved
    expires: "2027-02-01"
`;
    expect((await checked({ 'app/Dockerfile': FAULTY }, 'app', exception)).verdict).toBe('passed');
    expect((await checked({ 'app/b/Dockerfile': FAULTY }, 'app', exception)).verdict).toBe('blocked');
  });

  test('is reached by no section for namespaces', async () => {
    const sections = 'namespaces:\n  - match: { names: [b] }\n    rules: { image/base-fixed-tag: deny }\n';
    const { findings } = await checked({ 'app/Dockerfile': 'FROM debian\nUSER 1\n' }, 'app', sections);
    expect(findings.map(({ rule, action }) => `${rule} ${action}`)).toEqual(['image/base-fixed-tag warn']);
  });

  test('that was there is not new when lines come before it', async () => {
    const before = await checked({ 'app/Dockerfile': FAULTY });
    const after = 'FROM debian:12.11\nRUN chmod 777 /a\nUSER root\n';
    const units = await loadManifestFiles({ files: filesOf({ 'app/Dockerfile': after }) }, 'app');
    const earlier = earlierReport('report.json', reportDocument(before));
    const { findings } = await check({ units, policy: policy(), clock, earlier });
    expect(findings.map(({ rule }) => rule)).toEqual(['image/world-writable']);
  });
});

describe('a comment', () => {
  const STEP = 'RUN mkdir /a && \\\n    chmod 777 /a\n';

  test.each([
    [
      'above an instruction is for it',
      `FROM a:1\nUSER 1\n# plimsoll-ignore image/world-writable: why\n\n# more\n${STEP}`,
      'applied',
    ],
    [
      'among its lines is for it',
      'FROM a:1\nUSER 1\nRUN mkdir /a && \\\n    # plimsoll-ignore image/world-writable: why\n    chmod 777 /a\n',
      'applied',
    ],
    [
      'above FROM is for the stage',
      `# plimsoll-ignore image/world-writable: why\nFROM a:1\nUSER 1\n${STEP}`,
      'applied',
    ],
    [
      'above another instruction is for that',
      `FROM a:1\n# plimsoll-ignore image/world-writable: why\nUSER 1\n${STEP}`,
      'unused',
    ],
    [
      'behind all instructions is for none',
      `FROM a:1\nUSER 1\n${STEP}# plimsoll-ignore image/world-writable: why\n`,
      'unused',
    ],
    ['without a reason is told', `FROM a:1\nUSER 1\n# plimsoll-ignore image/world-writable\n${STEP}`, 'invalid'],
  ])('%s', async (_, text, state) => {
    const { ignores, findings } = await checked({ 'app/Dockerfile': text });
    expect(ignores.map((each) => each.state)).toEqual([state]);
    expect(findings.map(({ exception }) => exception !== undefined)).toEqual([state === 'applied']);
  });

  test('does not touch what is denied', async () => {
    const { verdict, ignores } = await checked({
      'app/Dockerfile': `# plimsoll-ignore image/non-root-user: why\n${FAULTY}`,
    });
    expect([verdict, ignores[0]?.state]).toEqual(['blocked', 'refused']);
  });
});
