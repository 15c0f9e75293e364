import type { Finding } from '../core/finding.ts';
import type { ConditionName, ConditionReport } from '../core/report.ts';
import { type Verdict, verdictOf } from '../core/verdict.ts';
import type { Rule } from '../evidence/rule.ts';
import type { Policy, RuleSetting } from '../policy/policy.ts';
import { podSecurityControls } from '../policy/standard.ts';
import { type JudgedUnit, judgedIn } from './judge-unit.ts';
import type { GatedImage } from './open-images.ts';

/** What was judged of a deployment, before anything that is known from earlier is left out. */
export interface JudgedDeployment {
  readonly policy: Policy;
  readonly manifests: readonly JudgedUnit[];
  readonly images: readonly GatedImage[];
}

/** The rules of which a condition consists, where it is no whole standard. */
const EGRESS: ReadonlySet<string> = new Set(['network/egress-isolated', 'network/egress-limited']);
const CREDENTIALS: ReadonlySet<string> = new Set([
  'image/credential-in-variable',
  'secrets/credential-in-environment',
  'secrets/secret-in-environment',
]);

/** Whether a deployment meets what it must to ship. */
export function conditionsOf(deployment: JudgedDeployment): readonly ConditionReport[] {
  const { policy, manifests, images } = deployment;
  const rules = policy.settings.map(({ rule }) => rule);
  const controls = podSecurityControls(rules, 'pss/restricted', policy.kubernetes);
  const inImages = images.flatMap(({ judged }) => judged ?? []);
  const ofManifests = { units: manifests, isUnread: manifests.some(isUnread) };
  const ofAll = { units: [...manifests, ...inImages], isUnread: ofManifests.isUnread || images.some(isUnopened) };
  return [
    imageScan(deployment),
    judgedBy('restricted-standard-holds', controls, policy, ofManifests),
    judgedBy('egress-is-limited', EGRESS, policy, ofManifests),
    judgedBy('no-credential-in-environment', CREDENTIALS, policy, ofAll),
  ];
}

/** The scan of an image passes where its verdict does. */
function imageScan({ policy, images }: JudgedDeployment): ConditionReport {
  const name = 'image-scan-passes';
  const isAsked = policy.settings.some(({ rule, action }) => rule.target === 'image' && action !== 'off');
  const findings = images.flatMap(({ judged = [] }) => judged.flatMap((unit) => unit.findings));
  const denied = findings.filter(({ action, status }) => action === 'deny' && status === 'fail');
  const verdicts = images.flatMap(({ judged }): readonly Verdict[] =>
    judged === undefined ? ['incomplete'] : judged.map((unit) => verdictOf({ ...unit, judged: judgedIn(unit.counts) })),
  );
  const counts = counted(denied);
  if (counts.findings > 0) return { name, state: 'unmet', ...counts };
  if (!isAsked || images.length === 0) return { name, state: 'unasked', ...counts };
  return { name, state: verdicts.includes('incomplete') ? 'unknown' : 'met', ...counts };
}

interface Judged {
  readonly units: readonly JudgedUnit[];
  /** Whether something of what the rules judge was not read. */
  readonly isUnread: boolean;
}

function judgedBy(
  name: ConditionName,
  rules: ReadonlySet<string>,
  policy: Policy,
  { units, isUnread: unread }: Judged,
): ConditionReport {
  const found = units.flatMap(({ findings }) => findings.filter((finding) => isOfAny(finding, rules)));
  const counts = counted(found.filter(({ status }) => status === 'fail'));
  if (counts.findings > 0) return { name, state: 'unmet', ...counts };
  const isUndecided = found.some(({ status, exception }) => status === 'unknown' && exception === undefined);
  if (unread || isUndecided) return { name, state: 'unknown', ...counts };
  const isLeftOut = policy.settings.some((setting) => rules.has(setting.rule.id) && isOffSomewhere(setting, policy));
  return { name, state: isLeftOut ? 'unasked' : 'met', ...counts };
}

/** Those that say the same less precisely are folded into others. */
function isOfAny({ rule, also }: Finding, rules: ReadonlySet<Rule['id']>): boolean {
  return rules.has(rule) || also.some((folded) => rules.has(folded.rule));
}

function counted(findings: readonly Finding[]): Pick<ConditionReport, 'findings' | 'accepted'> {
  const accepted = findings.filter(({ exception }) => exception !== undefined).length;
  return { findings: findings.length - accepted, accepted };
}

function isOffSomewhere({ rule, action, isFixed, isWritten }: RuleSetting, { namespaces }: Policy): boolean {
  if (action === 'off' || isFixed === true) return action === 'off';
  return namespaces.some(({ rules, profile }) => {
    const ofProfile = profile === undefined || isWritten === true ? action : rule.profiles[profile];
    return (rules.get(rule.id) ?? ofProfile) === 'off';
  });
}

function isUnread({ missing }: JudgedUnit): boolean {
  return missing.length > 0;
}

/** The variables of an image stand in its configuration, which is read as soon as it is opened. */
function isUnopened({ evidence }: GatedImage): boolean {
  return evidence.state === 'unknown';
}
