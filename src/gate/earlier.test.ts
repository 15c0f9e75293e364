import { array, assert, asyncProperty, constantFrom, dictionary, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../contract/report.ts';
import type { Report } from '../core/report.ts';
import { loadPolicy } from '../policy/load.ts';
import { reportDocument } from '../report/wire.ts';
import { fixedTag, hostPid, pinnedByDigest } from '../rules/index.ts';
import { check } from './check.ts';
import { earlierReport } from './earlier.ts';
import { loadManifests } from './load-manifests.ts';
import type { Unit } from './unit.ts';

const clock = { now: () => new Date('2027-01-15T12:00:00Z') };

/** Units by their path, each with the text of its manifests. */
type Units = Readonly<Record<string, string>>;

interface Run {
  readonly units: Units;
  readonly policy: string;
}

function unitsOf(units: Units): readonly Unit[] {
  return Object.entries(units).map(([path, text]) => ({ ...loadManifests([{ path: `${path}/m.yaml`, text }]), path }));
}

async function judged({ units, policy: text }: Run, before?: Pick<ReportDocument, 'findings'>): Promise<Report> {
  const policy = loadPolicy({ path: 'plimsoll.yaml', text }, [fixedTag, hostPid, pinnedByDigest]);
  const earlier = before === undefined ? {} : { earlier: earlierReport('before', before) };
  return check({ units: unitsOf(units), policy, clock, ...earlier });
}

async function compared(before: Run, now: Run): Promise<Report> {
  return judged(now, reportDocument(await judged(before)));
}

/** How often each rule found something new, as `image/fixed-tag host-pid host-pid`. */
function newRules({ findings }: Report): string {
  return findings.map(({ rule }) => rule.slice(rule.indexOf('/') + 1)).join(' ');
}

function pod(name: string, image = 'registry.example.com/app:1'): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  hostPID: true
  containers: [{ name: app, image: ${image} }]
---
`;
}

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n---\n';
const UNDECIDED = pod('a').replace('hostPID: true', 'hostPID: "true"');
const BROKEN = 'kind: [\n---\n';

/** A policy in which one rule has an action and the others are off. */
function only(action: string, rule = 'workload/host-pid'): string {
  const others = ['image/fixed-tag', 'image/pinned-by-digest', 'workload/host-pid'].filter((other) => other !== rule);
  return `rules: { ${rule}: ${action}, ${others.map((other) => `${other}: off`).join(', ')} }\n`;
}

function accepting(expires = '2099-01-01'): string {
  const scope = '{ kind: Pod, name: a }';
  return `exceptions: [{ rule: workload/host-pid, owner: shop, reason: known, expires: ${expires}, scope: ${scope} }]\n`;
}

const DENY = only('deny');
const IMAGES = 'rules: { workload/host-pid: off, image/fixed-tag: deny, image/pinned-by-digest: deny }\n';

describe('compared with an earlier run', () => {
  test.each<[string, Run, Run, string, Report['verdict'], number]>([
    [
      'nothing changed',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: pod('a') }, policy: DENY },
      '',
      'passed',
      1,
    ],
    [
      'a finding of another pod is new',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: pod('a') + pod('b') }, policy: DENY },
      'host-pid',
      'blocked',
      1,
    ],
    [
      'what was mended does not make room for another',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: pod('b') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'a second equal finding is new',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: pod('a') + pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      1,
    ],
    [
      'of three equal findings two were there',
      { units: { u: pod('a') + pod('a') }, policy: DENY },
      { units: { u: pod('a') + pod('a') + pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      2,
    ],
    [
      'an equal finding of another unit is new, and leaves that unit blocked',
      { units: { staging: pod('a'), production: GOOD }, policy: DENY },
      { units: { staging: GOOD, production: pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'the order of units does not matter',
      { units: { x: pod('a'), y: pod('a') + pod('a') }, policy: DENY },
      { units: { y: pod('a') + pod('a'), x: pod('a') }, policy: DENY },
      '',
      'passed',
      3,
    ],
    [
      'how a unit was written does not matter',
      { units: { 'k8s/': pod('a') + pod('a') }, policy: DENY },
      { units: { './k8s': pod('a') + pod('a') }, policy: DENY },
      '',
      'passed',
      2,
    ],
    [
      'a unit that was not judged then is new',
      { units: { x: GOOD }, policy: DENY },
      { units: { x: GOOD, y: pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'what warned and denies now is new',
      { units: { u: pod('a') }, policy: only('warn') },
      { units: { u: pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'what denied and warns now was there',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: pod('a') }, policy: only('warn') },
      '',
      'passed',
      1,
    ],
    [
      'what was accepted and stands now is new',
      { units: { u: pod('a') }, policy: DENY + accepting() },
      { units: { u: pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'what stood and is accepted now was there',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: pod('a') }, policy: DENY + accepting() },
      '',
      'passed',
      1,
    ],
    [
      'what was accepted and is accepted still was there',
      { units: { u: pod('a') }, policy: only('warn') + accepting() },
      { units: { u: pod('a') }, policy: DENY + accepting() },
      '',
      'passed',
      1,
    ],
    [
      'what was folded into another and stands alone now was there',
      { units: { u: pod('a', 'r.example.com/app:latest') }, policy: IMAGES },
      { units: { u: pod('a', 'r.example.com/app:1.2') }, policy: IMAGES },
      '',
      'passed',
      1,
    ],
    [
      'what folds another into it is new where it was not there itself',
      { units: { u: pod('a', 'r.example.com/app:1.2') }, policy: IMAGES },
      { units: { u: pod('a', 'r.example.com/app:latest') }, policy: IMAGES },
      'fixed-tag',
      'blocked',
      0,
    ],
    [
      'what was folded into what warned, and denies now, is new',
      { units: { u: pod('a', 'r.example.com/app:latest') }, policy: IMAGES.replaceAll('deny', 'warn') },
      { units: { u: pod('a', 'r.example.com/app:1.2') }, policy: IMAGES },
      'pinned-by-digest',
      'blocked',
      0,
    ],
    [
      'what could not be decided and fails now is new',
      { units: { u: UNDECIDED }, policy: DENY },
      { units: { u: pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'what cannot be read stays missing, though it was missing then',
      { units: { u: BROKEN + pod('a') }, policy: DENY },
      { units: { u: BROKEN + pod('a') }, policy: DENY },
      '',
      'incomplete',
      1,
    ],
    [
      'what could not be read then is new',
      { units: { u: BROKEN }, policy: DENY },
      { units: { u: pod('a') }, policy: DENY },
      'host-pid',
      'blocked',
      0,
    ],
    [
      'nothing to judge is no answer',
      { units: { u: pod('a') }, policy: DENY },
      { units: { u: '' }, policy: DENY },
      '',
      'incomplete',
      0,
    ],
  ])('%s', async (_, before, now, found, verdict, known) => {
    const report = await compared(before, now);
    expect({ found: newRules(report), verdict: report.verdict, against: report.against }).toEqual({
      found,
      verdict,
      against: { what: 'before', known },
    });
  });

  test('each unit has the verdict of what is new in it', async () => {
    const before = { units: { x: pod('a'), y: GOOD, z: BROKEN }, policy: DENY };
    const now = { units: { x: pod('a'), y: pod('b'), z: BROKEN }, policy: DENY };
    const { units, incomplete } = await compared(before, now);
    expect(units.map(({ verdict }) => verdict)).toEqual(['passed', 'blocked', 'incomplete']);
    expect(incomplete.length).toBe(1);
  });

  test('an exception that lost its last day shows the finding again', async () => {
    const units = { u: pod('a') };
    const report = await compared(
      { units, policy: DENY + accepting('2099-01-01') },
      { units, policy: DENY + accepting('2027-01-01') },
    );
    expect(report.verdict).toBe('blocked');
  });
});

const someUnits = dictionary(
  constantFrom('a', 'b', './c', 'c/'),
  array(constantFrom(pod('a'), pod('b'), pod('a', 'x:latest'), GOOD, BROKEN, UNDECIDED)).map((texts) => texts.join('')),
  { minKeys: 1, noNullPrototype: true },
);
const someRun = record({
  units: someUnits,
  policy: constantFrom(DENY, only('warn'), 'profile: restricted\n', DENY + accepting()),
});

describe('for any manifests', () => {
  test('a report compared with itself finds nothing, and passes where nothing is incomplete', async () => {
    await assert(
      asyncProperty(someRun, async (run) => {
        const whole = await judged(run);
        const report = await compared(run, run);
        expect(report.findings).toEqual([]);
        expect(report.against?.known).toBe(whole.findings.length);
        expect(report.verdict).toBe(whole.incomplete.length === 0 ? 'passed' : 'incomplete');
        expect(report.incomplete).toEqual(whole.incomplete);
      }),
      { numRuns: 60 },
    );
  });

  test('a report compared with an empty one is the report', async () => {
    await assert(
      asyncProperty(someRun, async (run) => {
        const whole = reportDocument(await judged(run));
        const { against, ...rest } = reportDocument(await judged(run, { findings: [] }));
        expect(against).toEqual({ what: 'before', known: 0 });
        expect(rest).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('what is new has the ids that it has in the whole report, and the rest is known', async () => {
    await assert(
      asyncProperty(someRun, someRun, async (before, now) => {
        const whole = reportDocument(await judged(now)).findings;
        const report = await compared(before, now);
        const found = reportDocument(report).findings;
        expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
        expect(whole).toEqual(expect.arrayContaining([...found]));
        expect(found.length + (report.against?.known ?? 0)).toBe(whole.length);
      }),
      { numRuns: 60 },
    );
  });
});
