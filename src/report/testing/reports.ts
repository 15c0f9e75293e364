import { readText } from '../../../test/repository.ts';
import type { FileLocation, Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { check } from '../../gate/check.ts';
import { loadManifests } from '../../gate/load-manifests.ts';
import { loadPolicy } from '../../policy/load.ts';

/** A unit of a test: its path is that of its first file. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

const NOON = new Date('2027-01-15T12:00:00Z');

/** Judges files, each a unit of its own. */
export async function reportOn(files: readonly TestFile[], policy = 'profile: restricted\n'): Promise<Report> {
  return check({
    units: files.map((file) => loadManifests([file])),
    policy: loadPolicy({ path: 'plimsoll.yaml', text: policy }),
    clock: { now: () => NOON },
  });
}

/** What `npm run docs` shows: a service with faults and credentials. */
export const SHOP: TestFile = {
  path: 'examples/shop-faulty/cart.yaml',
  text: readText('examples/shop-faulty/cart.yaml'),
};

/** The credential in it. */
export const SHOP_CREDENTIAL = /postgres:\/\/cart:(\w+)@/.exec(SHOP.text)?.[1] ?? SHOP.text;

/** A pod whose names were written to break what they are written into. */
export function hostilePod(name: string): string {
  const quoted = JSON.stringify(name);
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${quoted}\nspec:\n  hostPID: true\n  containers:\n    - name: ${quoted}\n      image: ${quoted}\n`;
}

/** Names that would be more than text in the one format or the other. */
export const HOSTILE_NAMES: readonly string[] = [
  'a\n::error::forged',
  'a\r\n::stop-commands::token',
  '::set-output name=a::b',
  '##[error]forged',
  '%0A::warning::forged',
  'a,line=1::forged',
  ']]><failure/>',
  '</testcase><testcase name="forged"/>',
  '"/><!--',
  '\u0000\u0001\u001b[2J\u202e\ufffe\uffff\ud800',
  '[click](https://evil.example)',
  '{0} ${HOME} {{1}}',
];

/** The finding of a rule in a report. */
export function findingOf({ findings }: Report, rule: string): Finding {
  const found = findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no finding of ${rule}`);
  return found;
}

/** A report whose findings are given, or changed copies of those that it has. */
export function withFindings(report: Report, findings: readonly Finding[]): Report {
  return Object.create(report, { findings: { value: findings, enumerable: true } });
}

/** A copy of a finding with other parts. Findings work out most of theirs when asked, so they cannot be spread. */
export function changed(
  finding: Finding,
  parts: Partial<Omit<Finding, 'location'>> & { readonly location?: Partial<FileLocation> },
): Finding {
  const { location, ...others } = parts;
  const changes = location === undefined ? others : { ...others, location: { ...finding.location, ...location } };
  return new Proxy(finding, {
    get: (target, key) => (Object.hasOwn(changes, key) ? Reflect.get(changes, key) : Reflect.get(target, key, target)),
  });
}
