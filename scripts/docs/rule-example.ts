import type { Finding } from '../../src/core/finding.ts';
import type { OpenedImage } from '../../src/core/images.ts';
import { exampleText } from '../../src/evidence/image/sample-text.ts';
import type { BadExample, GoodExample, Rule } from '../../src/evidence/rule.ts';
import { gate } from '../../src/gate/check.ts';
import { loadDockerfile } from '../../src/gate/load-dockerfile.ts';
import { loadImage } from '../../src/gate/load-image.ts';
import { loadManifests } from '../../src/gate/load-manifests.ts';
import type { Unit } from '../../src/gate/unit.ts';
import { profilePolicy } from '../../src/policy/load.ts';
import { MaskedDocuments } from '../../src/report/excerpt/masked-document.ts';
import { settingsIn } from '../../test/rules/run-rule.ts';
import { viewOfSample } from '../../test/rules/sample-image.ts';
import { fenced, prose } from './markdown.ts';

function block(example: GoodExample): string {
  return fenced('manifest' in example ? 'yaml' : 'dockerfile', exampleText(example));
}

function unitOf(example: GoodExample): Unit {
  if ('image' in example) return loadImage(viewOfSample(example.image));
  return 'manifest' in example
    ? loadManifests([{ path: 'manifest.yaml', text: example.manifest }])
    : loadDockerfile({ path: 'Dockerfile', text: example.dockerfile });
}

/** A manifest or Dockerfile that a rule passes. */
export function goodExample(example: GoodExample): string {
  return `### Passes: ${example.name}\n\n${block(example)}`;
}

/** A manifest or Dockerfile that a rule does not pass, with what the rule reports and how it would be mended. */
export async function badExample(rule: Rule, example: BadExample): Promise<string> {
  const { settings, ...policy } = profilePolicy('restricted', [rule]);
  const report = await gate({
    units: [unitOf(example)],
    policy: { ...policy, settings: settings.map((setting) => ({ ...setting, action: 'deny' })) },
    clock: { now: () => new Date(0) },
    images: { open: async (reference) => ({ state: 'known', digest: undefined, ...settingsOf(example, reference) }) },
  });
  const documents = new MaskedDocuments(report.concealed);
  const findings = report.findings.map((finding) => reported(finding, documents));
  return [`### Does not pass: ${example.name}`, block(example), ...findings].join('\n\n');
}

function settingsOf(example: BadExample, reference: string): Pick<OpenedImage, 'settings'> {
  const [settings] = 'manifest' in example ? settingsIn(example.images, reference) : [];
  return settings === undefined ? {} : { settings };
}

function reported({ location, message, place, fix, addition }: Finding, documents: MaskedDocuments): string {
  const hunks = fix.length === 0 ? [] : documents.at(place).hunks(fix);
  return [
    `Line ${location.line}, \`${location.path}\`: ${prose(message)}`,
    ...(hunks.length === 0 ? [] : [fenced('diff', hunks.join('\n'))]),
    ...(addition === '' ? [] : ['Add:', fenced('yaml', addition)]),
  ].join('\n\n');
}
