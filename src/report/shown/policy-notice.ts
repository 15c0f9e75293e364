import type { ExceptionReport, IgnoreReport, Report } from '../../core/report.ts';
import { safeLine } from '../excerpt/safe-text.ts';
import { plural } from './plural.ts';
import { vexNotices } from './vex-notices.ts';

/** From so many days before its last one an exception is said to end. */
const SOON = 14;

/** Something that the policy has to say beside its findings. */
export interface PolicyNotice {
  readonly about: 'exception' | 'ignore' | 'vex' | 'policy';
  /** `warning`: something that was meant to hold does not. `note`: somebody should look. `none`: all is as it should be. */
  readonly level: 'warning' | 'note' | 'none';
  /** Where it stands; what the policy could not tell stands nowhere. */
  readonly place: { readonly file: string; readonly line: number } | undefined;
  /** How many findings are accepted by it. */
  readonly findings: number;
  /** What it is, as a sentence that may be shown, without capital and full stop: it may stand behind its place. */
  readonly what: string;
}

/** What a policy says: of its exceptions, of comments and annotations, and what it could not tell. */
export function policyNotices({
  exceptions,
  ignores,
  policy,
  incomplete,
  vex,
}: Pick<Report, 'exceptions' | 'ignores' | 'policy' | 'incomplete' | 'vex'>): readonly PolicyNotice[] {
  // What was not judged may be what an exception is for.
  const known = exceptions.filter(({ state }) => state !== 'unused' || incomplete.length === 0);
  return [
    ...known.map(exceptionNotice),
    ...ignoresAcrossUnits(ignores).map(ignoreNotice),
    ...vexNotices(vex, incomplete.length === 0).map(
      ({ file, ...notice }): PolicyNotice => ({ ...notice, about: 'vex', place: { file, line: 1 } }),
    ),
    ...policy.notes.map(
      (note): PolicyNotice => ({ about: 'policy', level: 'note', place: undefined, findings: 0, what: safeLine(note) }),
    ),
  ];
}

/** An annotation of a base once, and not for each of the overlays that have it. */
export function ignoresAcrossUnits(ignores: readonly IgnoreReport[]): readonly IgnoreReport[] {
  const same = Map.groupBy(ignores, (each) => JSON.stringify({ ...each, findings: 0 }));
  return [...same.values()].flatMap((group) => {
    const findings = group.reduce((sum, each) => sum + each.findings, 0);
    return group.slice(0, 1).map((first) => ({ ...first, findings }));
  });
}

/** Those that somebody should look at. */
export function noticesToLookAt(report: Parameters<typeof policyNotices>[0]): readonly PolicyNotice[] {
  return policyNotices(report).filter(({ level }) => level !== 'none');
}

/** What a notice says, as a sentence of its own. */
export function sentenceOf({ what }: PolicyNotice): string {
  const end = /[.!?]$/.test(what) ? '' : '.';
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${end}`;
}

/** What became of an exception, as the rest of a sentence. */
export function exceptionDeed({ state, findings, expires, daysLeft, mendedIn }: ExceptionReport): string {
  if (mendedIn !== undefined)
    return `has ended, since ${mendedIn} mends it: ${plural(findings, 'finding')} not accepted`;
  if (state === 'expired') {
    const ago = `expired on ${expires}, ${plural(-daysLeft, 'day')} ago`;
    return findings === 0 ? `${ago}, and matches no finding` : `${ago}: ${plural(findings, 'finding')} not accepted`;
  }
  const left = daysLeft === 0 ? ', which is today' : `, which is in ${plural(daysLeft, 'day')}`;
  const until = `until ${expires}${daysLeft > SOON ? '' : left}`;
  return state === 'unused' ? `matches no finding (${until})` : `accepts ${plural(findings, 'finding')} ${until}`;
}

/** What became of a comment or annotation, as the rest of a sentence. */
export function ignoreDeed({ reason, state, findings, why }: IgnoreReport): string {
  if (state === 'applied') return `ignores ${plural(findings, 'finding')}: ${reason}`;
  if (state === 'refused') return `does not apply to ${plural(findings, 'finding')}: ${why}`;
  return `${state === 'unused' ? 'matches no finding' : 'does not apply'}: ${why}`;
}

/** Whether an exception that still applies ends within two weeks. */
export function endsSoon({ state, daysLeft }: ExceptionReport): boolean {
  return state === 'applied' && daysLeft <= SOON;
}

function exceptionNotice(report: ExceptionReport): PolicyNotice {
  const { file, line, rule, owner, state, findings } = report;
  return {
    about: 'exception',
    level: exceptionLevel(report),
    place: { file, line },
    findings: state === 'applied' ? findings : 0,
    what: safeLine(`the exception of ${owner} for ${rule} ${exceptionDeed(report)}`),
  };
}

function exceptionLevel(report: ExceptionReport): PolicyNotice['level'] {
  if (report.state === 'expired') return 'warning';
  return report.state === 'unused' || endsSoon(report) ? 'note' : 'none';
}

const IGNORE_LEVELS = { applied: 'none', refused: 'warning', invalid: 'warning', unused: 'note' } as const;

function ignoreNotice(report: IgnoreReport): PolicyNotice {
  const { source, file, line, rule, state, findings } = report;
  return {
    about: 'ignore',
    level: IGNORE_LEVELS[state],
    place: { file, line },
    findings: state === 'applied' ? findings : 0,
    what: safeLine(`the ${source}${rule === '' ? '' : ` for ${rule}`} ${ignoreDeed(report)}`),
  };
}
