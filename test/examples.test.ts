import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { reasonsAgainst } from '../examples/library/check.ts';
import { profileNames } from '../src/evidence/rule.ts';
import { readDocuments } from '../src/formats/read-documents.ts';
import { check, gate } from '../src/gate/check.ts';
import type { CheckInput } from '../src/gate/input.ts';
import { loadManifests } from '../src/gate/load-manifests.ts';
import { loadPolicy, profilePolicy } from '../src/policy/load.ts';
import { reportDocument } from '../src/report/wire.ts';
import { listFiles, readText } from './repository.ts';
import { unopenedImages } from './unopened-images.ts';

const clock: CheckInput['clock'] = { now: () => new Date('2026-01-01T00:00:00Z') };

function inputOf(folder: string, policy: CheckInput['policy'] = profilePolicy()): CheckInput {
  const sources = listFiles(`${folder}/*.yaml`).map((path) => ({ path, text: readText(path) }));
  return { units: [loadManifests(sources)], policy, clock };
}

function validatorOf(path: string): (value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  const schema: unknown = JSON.parse(readText(path));
  const validate = ajv.compile(Object.assign({}, schema));
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}

function valueOf(yaml: string): unknown {
  return [...readDocuments(yaml)][0]?.value;
}

describe('the faulty shop', () => {
  test('is blocked for what matters most', async () => {
    const { verdict, findings } = await check(inputOf('examples/shop-faulty'));
    expect(verdict).toBe('blocked');
    expect(findings.filter(({ action }) => action === 'deny').map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        'secrets/credential-in-environment',
        'network/egress-isolated',
        'workload/run-as-non-root',
        'image/pinned-by-digest',
      ]),
    );
  });
});

describe('the mended shop', () => {
  test.each(profileNames)('shows nothing under the %s profile', async (profile) => {
    const { verdict, findings } = await check(inputOf('examples/shop-mended', profilePolicy(profile)));
    const shown = findings.filter(({ action }) => action !== 'audit');
    expect(shown.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(verdict).toBe('passed');
  });

  test('is incomplete at the gate where its images cannot be opened', async () => {
    const { verdict } = await gate({ ...inputOf('examples/shop-mended'), images: unopenedImages });
    expect(verdict).toBe('incomplete');
  });
});

describe('the example of a policy', () => {
  const text = readText('examples/policy/plimsoll.yaml');
  const policy = loadPolicy({ path: 'plimsoll.yaml', text });

  test('accepts one finding and lets the crawler pass', async () => {
    const { verdict, exceptions } = await check(inputOf('examples/policy', policy));
    expect(exceptions).toMatchObject([{ state: 'applied' }]);
    expect(verdict).toBe('passed');
  });

  test('is valid by the schema that editors complete from', () => {
    expect(validatorOf('docs/reference/policy.schema.json')(valueOf(text))).toEqual([]);
  });

  test.each([
    ['an unknown key', 'profil: baseline\n'],
    ['an unknown rule', 'rules:\n  image/unheard-of: warn\n'],
    ['an unknown action', 'rules:\n  image/pinned-by-digest: forbid\n'],
    [
      'an exception that nobody owns',
      'exceptions:\n  - { rule: a/b, scope: { name: x }, reason: r, expires: 2099-01-01 }\n',
    ],
  ])('%s is refused by the schema and by the program', (_, wrong) => {
    expect(validatorOf('docs/reference/policy.schema.json')(valueOf(wrong))).not.toEqual([]);
    expect(() => loadPolicy({ path: 'plimsoll.yaml', text: wrong })).toThrow('is not valid');
  });
});

describe('the report for programs', () => {
  const faultsOf = validatorOf('docs/reference/report.schema.json');

  test.each([
    ['blocked', 'examples/shop-faulty', profilePolicy()],
    ['passed', 'examples/shop-mended', profilePolicy()],
    [
      'with an exception',
      'examples/policy',
      loadPolicy({ path: 'p', text: readText('examples/policy/plimsoll.yaml') }),
    ],
  ])('is valid by its schema when it is %s', async (_, folder, policy) => {
    const input = inputOf(folder, policy);
    const images = { ...input, images: unopenedImages };
    for (const report of [await check(input), await gate(images)]) {
      expect(faultsOf(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual([]);
    }
  });

  test('is valid by its schema when something could not be read', async () => {
    const units = [loadManifests([{ path: 'a.yaml', text: 'kind: [\n---\napiVersion: v1\nkind: Pod\nspec: 1\n' }])];
    const report = await check({ units, policy: profilePolicy(), clock });
    expect(report.incomplete.length).toBeGreaterThan(0);
    expect(faultsOf(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual([]);
  });

  test('is not valid with a field that nobody described', async () => {
    const report = reportDocument(await check(inputOf('examples/shop-mended')));
    expect(faultsOf({ ...report, score: 7 })).not.toEqual([]);
  });
});

describe('the example of library use', () => {
  test('gives the reasons against the faulty shop by line', async () => {
    const path = 'examples/shop-faulty/cart.yaml';
    const reasons = await reasonsAgainst(path, readText(path));
    expect(reasons).toContain(`${path}:30: Environment variable DATABASE_URL holds a credential: Password in a URL.`);
  });

  test('gives none against a namespace that is well made', async () => {
    expect(await reasonsAgainst('namespace.yaml', readText('examples/shop-mended/namespace.yaml'))).toEqual([]);
  });

  test('says what could not be read', async () => {
    expect((await reasonsAgainst('a.yaml', 'kind: [\n')).join('\n')).toMatch(/^a\.yaml:\d+: The YAML cannot be read/);
  });
});
