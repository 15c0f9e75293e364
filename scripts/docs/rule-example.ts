import type { Finding } from '../../src/core/finding.ts';
import type { BadExample, GoodExample, Rule } from '../../src/evidence/rule.ts';
import { check } from '../../src/gate/check.ts';
import { loadManifests } from '../../src/gate/load-manifests.ts';
import { profilePolicy } from '../../src/policy/load.ts';
import { MaskedDocuments } from '../../src/report/excerpt/masked-document.ts';
import { fenced, prose } from './markdown.ts';

/** A manifest that a rule passes. */
export function goodExample({ name, manifest }: GoodExample): string {
  return `### Passes: ${name}\n\n${fenced('yaml', manifest)}`;
}

/** A manifest that a rule does not pass, with what the rule reports and how it would be mended. */
export async function badExample(rule: Rule, { name, manifest }: BadExample): Promise<string> {
  const { settings, ...policy } = profilePolicy('restricted', [rule]);
  const report = await check({
    units: [loadManifests([{ path: 'manifest.yaml', text: manifest }])],
    policy: { ...policy, settings: settings.map((setting) => ({ ...setting, action: 'deny' })) },
    clock: { now: () => new Date(0) },
  });
  const documents = new MaskedDocuments(report.concealed);
  const findings = report.findings.map((finding) => reported(finding, documents));
  return [`### Does not pass: ${name}`, fenced('yaml', manifest), ...findings].join('\n\n');
}

function reported({ location, message, place, fix, addition }: Finding, documents: MaskedDocuments): string {
  const hunks = fix.length === 0 ? [] : documents.at(place).hunks(fix);
  return [
    `Line ${location.line}, \`${location.path}\`: ${prose(message)}`,
    ...(hunks.length === 0 ? [] : [fenced('diff', hunks.join('\n'))]),
    ...(addition === '' ? [] : ['Add:', fenced('yaml', addition)]),
  ].join('\n\n');
}
