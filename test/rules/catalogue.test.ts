import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, test } from 'vitest';
import { compareAction } from '../../src/core/action.ts';
import { profileNames, type Rule, type StandardReference } from '../../src/evidence/rule.ts';
import { requirementTitle } from '../../src/evidence/standards.ts';
import { defaultOptionsOf, optionsSchemaOf } from '../../src/policy/options.ts';
import { rules } from '../../src/rules/all.ts';
import * as index from '../../src/rules/index.ts';
import { exportName } from '../registries.ts';
import { listFiles, readText } from '../repository.ts';
import { runExample } from './run-rule.ts';

const FILES = new Set(listFiles('src/rules/*/*.ts'));
const BY_ID: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

/** Every message that an example brings about, with what no excerpt may show. */
const SAID = await Promise.all(rules.map(async (rule) => ({ rule, said: await saidBy(rule) })));

describe('the catalogue', () => {
  test('has every rule once, under the name of its file', () => {
    const names = Object.entries<Rule>(index).map(([name, { id }]) => [name, id]);
    expect(names).toEqual(names.map(([, id = '']) => [exportName(id), id]));
    expect(BY_ID.size).toBe(names.length);
    expect(rules.filter(({ id }) => !FILES.has(`src/rules/${id}.ts`)).map(({ id }) => id)).toEqual([]);
    expect(rules.filter(({ id }) => !FILES.has(`src/rules/${id}.examples.ts`)).map(({ id }) => id)).toEqual([]);
  });

  test('has titles that are said once', () => {
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
  });

  test('refines in no circle', () => {
    expect(rules.filter((rule) => refinedBy(rule).has(rule.id)).map(({ id }) => id)).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('has a title, a reason and a remediation that are sentences', () => {
    expect(rule.title).toMatch(/^[A-Z/](?!.*[.!?]$).* .* /);
    expect(rule.why).toMatch(/^\S.* .*\.$/);
    expect(rule.remediation).toMatch(/^\S.* .*\.$/);
  });

  test('has nothing left to fill in', () => {
    expect(readText(`src/rules/${rule.id}.ts`)).not.toContain('TODO');
    expect(readText(`src/rules/${rule.id}.examples.ts`)).not.toContain('TODO');
  });

  test('is never weaker in restricted than in baseline', () => {
    expect(compareAction(rule.profiles.restricted, rule.profiles.baseline)).toBeLessThanOrEqual(0);
  });

  test('refines rules that exist, and is as strict as they are in a profile, so that they fold into it', () => {
    const refined = (rule.refines ?? []).map((id) => ({ id, other: BY_ID.get(id) }));
    expect(refined.filter(({ other }) => other === undefined).map(({ id }) => id)).toEqual([]);
    const laxer = refined.filter(({ other }) => other !== undefined && isLaxer(rule, other));
    expect(laxer.map(({ id }) => id)).toEqual([]);
  });

  test('serves requirements that standards have', () => {
    expect(rule.standards.filter(({ id }) => requirementTitle(id) === undefined)).toEqual([]);
    expect(rule.standards.filter((reference) => !hasVersions(reference))).toEqual([]);
    expect(new Set(rule.standards.map(({ id, from }) => `${id} ${from}`)).size).toBe(rule.standards.length);
  });

  test('names the version that brought it', () => {
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('has defaults and descriptions for its options', () => {
    expect(() => defaultOptionsOf(rule)).not.toThrow();
    const { properties = {} } = toJsonSchema(optionsSchemaOf(rule), { errorMode: 'ignore' });
    const described = Object.entries(properties).filter(([, property]) => isDescribed(property));
    expect(described).toHaveLength(Object.keys(properties).length);
  });
});

describe.each(SAID.map(({ rule, said }) => [rule.id, said] as const))('what %s says', (_, said) => {
  test('is a sentence', () => {
    expect(said.map(({ message }) => message).filter((message) => !isSentence(message))).toEqual([]);
  });

  test('names no value that excerpts conceal', () => {
    const leaking = said.filter(({ message, concealed }) => concealed.some((value) => message.includes(value)));
    expect(leaking.map(({ message }) => message)).toEqual([]);
  });
});

interface Said {
  readonly message: string;
  readonly concealed: readonly string[];
}

async function saidBy(rule: Rule): Promise<readonly Said[]> {
  const { examples } = await rule.examples();
  return examples.bad.flatMap((example) => {
    const { reported, concealed } = runExample(rule, example);
    const values = [...concealed].flatMap(([{ text }, spans]) =>
      spans.map(({ start, end }) => bare(text.slice(start, end))),
    );
    return reported.map(({ message }) => ({ message, concealed: values.filter((value) => value !== '') }));
  });
}

/** The value without the quotes around it. */
function bare(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

/** Names may begin it, and they are written as they are. */
function isSentence(message: string): boolean {
  return message.endsWith('.') && !/\n|undefined|NaN|\[object|\s{2}/.test(message);
}

function isLaxer(rule: Rule, other: Rule): boolean {
  return profileNames.every((profile) => compareAction(rule.profiles[profile], other.profiles[profile]) > 0);
}

function refinedBy(rule: Rule): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(rule.refines ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(BY_ID.get(id)?.refines ?? []));
  }
  return found;
}

function hasVersions({ from = '1.0', to = '1.999' }: StandardReference): boolean {
  const versions = [from, to];
  return versions.every((version) => /^1\.\d+$/.test(version)) && Number(from.slice(2)) <= Number(to.slice(2));
}

function isDescribed(property: unknown): boolean {
  return typeof property === 'object' && property !== null && 'description' in property;
}
