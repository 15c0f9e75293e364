import { describe, expect, test } from 'vitest';
import type { Reported } from '../../src/evidence/reported.ts';
import type { BadExample, Examples, ManifestExample, Rule } from '../../src/evidence/rule.ts';
import { readDocuments } from '../../src/formats/read-documents.ts';
import { applyEdits } from '../../src/manifests/edit/apply-edits.ts';
import { rules } from '../../src/rules/all.ts';
import { messageIds, optionsOf, type RunOptions, runExample, runRule, runRules } from './run-rule.ts';
import { podOf, roleVariants, workloadVariants } from './variants.ts';

const catalogue = await Promise.all(rules.map(async (rule) => ({ rule, examples: (await rule.examples()).examples })));

describe.each(catalogue.map(({ rule, examples }) => [rule.id, rule, examples] as const))('%s', (_, rule, examples) => {
  test('shows what does not pass and what does', () => {
    expect(examples.bad.length).toBeGreaterThan(0);
    expect(examples.good.length).toBeGreaterThan(0);
  });

  test('shows every message that it declares', () => {
    const shown = new Set(examples.bad.flatMap(({ reports }) => reports));
    expect(Object.keys(rule.messages).filter((id) => !shown.has(id))).toEqual([]);
  });

  test.each(examples.bad.map((example) => [example.name, example] as const))('reports "%s"', (__, example) => {
    expect(messageIds(runExample(rule, example).reported)).toEqual(example.reports);
  });

  test.each(examples.good.map((example) => [example.name, example] as const))('passes "%s"', (__, example) => {
    expect(messageIds(runExample(rule, example).reported)).toEqual([]);
  });

  test.each(variantsOf(rule, examples))('says the same of "%s" in %s', (__, ___, manifest, example) => {
    expect(messageIds(runRule(rule, manifest, runOf(rule, example)))).toEqual(example.reports);
  });

  test.each(examples.bad.filter(isManifest).map((example) => [example.name, example] as const))(
    'mends "%s"',
    (__, example) => {
      const run = runOf(rule, example);
      const version = example.kubernetes === undefined ? {} : { kubernetes: example.kubernetes };
      for (const reported of runRule(rule, example.manifest, run)) {
        if (reported.fix === undefined || reported.fix.length === 0) continue;
        const mended = applied(example.manifest, reported);
        expect(keysOf(runRule(rule, mended, run))).not.toContain(keyOf(reported));
        const before = new Set(keysOf(runRules(rules, example.manifest, version)));
        expect(keysOf(runRules(rules, mended, version)).filter((key) => !before.has(key))).toEqual([]);
      }
    },
  );
});

type BadManifest = Extract<BadExample, ManifestExample>;

function isManifest(example: BadExample): example is BadManifest {
  return 'manifest' in example;
}

function variantsOf(rule: Rule, { bad, good }: Examples): readonly (readonly [string, string, string, BadManifest])[] {
  if (rule.target !== 'container' && rule.target !== 'workload') return [];
  const all = [...bad, ...good.map((example) => ({ ...example, reports: [] }))].filter(isManifest);
  return all.flatMap((example) => {
    const pod = podOf(example.manifest);
    if (pod === undefined || example.only === 'as-written') return [];
    const inRoles = rule.target === 'container' && example.only === undefined ? roleVariants(pod) : [];
    return [...workloadVariants(pod), ...inRoles].map(
      ({ name, manifest }) => [example.name, name, manifest, example] as const,
    );
  });
}

function runOf(rule: Rule, { options, kubernetes, images, with: context }: ManifestExample): RunOptions {
  return {
    ...(options === undefined ? {} : { options: optionsOf(rule, options) }),
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(context === undefined ? {} : { with: context }),
    ...(images === undefined ? {} : { images }),
  };
}

function applied(manifest: string, { place, fix = [] }: Reported): string {
  const { document } = place;
  const text = manifest.slice(document.start, document.end);
  const [read] = readDocuments(text);
  if (read === undefined) throw new Error('the document that a finding stands in is gone');
  const result = applyEdits(text, read, fix);
  if ('code' in result) throw new Error(`${result.code}: ${result.message}`);
  return manifest.slice(0, document.start) + result.text + manifest.slice(document.end);
}

function keysOf(reported: readonly Reported[]): readonly string[] {
  return reported.map(keyOf);
}

function keyOf({ rule, messageId, subject, place: { key } }: Reported): string {
  return JSON.stringify([rule.id, messageId, subject, key]);
}
