import { normalize } from 'node:path/posix';
import type { FindingDocument, ReportDocument } from '../contract/report.ts';
import { compareAction } from '../core/action.ts';
import { sha256 } from '../core/digest.ts';
import { distinctIdentities, laterIdentity, laterUnitIdentity } from '../core/distinct-identities.ts';
import type { Finding } from '../core/finding.ts';
import { identityInImage, imageRepository } from '../core/identity.ts';
import { isImage } from '../core/subject.ts';
import type { Earlier } from './input.ts';

/** How much a finding weighed: what is stricter now than it was is new. */
type Weight = Pick<Finding, 'action' | 'status'> & { readonly exception?: unknown };

/**
 * What a report of an earlier run makes known: a finding of the same unit, of the same identity, as often as it was
 * there, that weighs no more than it did. One that was accepted and stands now, or warned and denies now, is new. One
 * that was folded into another was there.
 */
export function earlierReport(what: string, { findings }: Pick<ReportDocument, 'findings'>): Earlier {
  const index = new EarlierFindings(findings);
  return { what, newOf: (units) => newOf(units, (finding) => index.of(finding)) };
}

/** What a report makes known where one image was judged then, and another one now: they are compared whatever their names are. */
export function earlierImage(what: string, report: Pick<ReportDocument, 'findings'>): Earlier {
  const index = new EarlierFindings(report.findings);
  const [name, ...others] = new Set(report.findings.flatMap(({ subject }) => (isImage(subject) ? subject.name : [])));
  if (name === undefined || others.length > 0) return earlierReport(what, report);
  return { what, newOf: (units) => newOf(units, (finding) => index.of(inImage(finding, name))) };
}

/** What is asked of a finding to know whether it was there. */
type Asked = Pick<Finding, 'unit' | 'identity' | 'subject'>;

/** A finding as it would be in an image of another name. */
function inImage({ unit, identity, subject }: Asked, name: string): Asked {
  if (!isImage(subject) || !unit.startsWith(subject.name)) return { unit, identity, subject };
  return {
    unit: `${name}${unit.slice(subject.name.length)}`,
    identity: identityInImage(identity, name),
    subject: { ...subject, name, image: name },
  };
}

/** What was there of a finding. */
type Before = (finding: Finding) => readonly Weight[];

function newOf(units: readonly (readonly Finding[])[], before: Before): readonly (readonly Finding[])[] {
  const all = units.flat();
  const known = knownOf(all, before);
  const identities = distinctIdentities(all);
  let position = 0;
  return units.map((findings) =>
    findings.flatMap((finding) => {
      const identity = identities[position] ?? finding.identity;
      position += 1;
      return known.has(finding) ? [] : [identified(finding, identity)];
    }),
  );
}

function knownOf(findings: readonly Finding[], weightsOf: Before): ReadonlySet<Finding> {
  const known = new Set<Finding>();
  const groups = Map.groupBy(findings, (finding) => `${unitName(finding)}\0${finding.identity}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const before = weightsOf(first).toSorted(compareWeight);
    let next = 0;
    // Strictest first on both sides: each takes the strictest that is left, or none weighs enough.
    for (const finding of group.toSorted(compareWeight)) {
      const match = before[next];
      if (match === undefined || compareWeight(finding, match) < 0) continue;
      known.add(finding);
      next += 1;
    }
  }
  return known;
}

/** The findings of an earlier run by unit and id. */
class EarlierFindings {
  readonly #weights = new Map<string, Weight[]>();
  /** The names that were used for each unit: `k8s`, `k8s/` and `./k8s` are one, and so are the tags of an image. */
  readonly #names = new Map<string, Set<string>>();

  constructor(findings: readonly FindingDocument[]) {
    for (const finding of findings) {
      const name = unitName(finding);
      this.#names.set(name, (this.#names.get(name) ?? new Set()).add(finding.unit));
      this.#add(finding.unit, finding.id, finding);
      // A folded finding weighs at most what the one does that it was folded into.
      for (const folded of finding.also) this.#add(finding.unit, folded.id, finding);
    }
  }

  #add(unit: string, id: string, weight: Weight): void {
    const key = `${unit}\0${id}`;
    const weights = this.#weights.get(key);
    if (weights === undefined) this.#weights.set(key, [weight]);
    else weights.push(weight);
  }

  /** What was there of the identity of a finding, in its unit. */
  of(finding: Asked): readonly Weight[] {
    const { identity } = finding;
    return [...(this.#names.get(unitName(finding)) ?? [])].flatMap((name) => {
      const found = [...this.#at(name, identity), ...this.#at(name, laterUnitIdentity(identity, name))];
      for (let order = 2; ; order += 1) {
        const next = this.#at(name, laterIdentity(identity, name, order));
        if (next.length === 0) return found;
        found.push(...next);
      }
    });
  }

  #at(unit: string, identity: string): readonly Weight[] {
    return this.#weights.get(`${unit}\0${sha256(identity)}`) ?? [];
  }
}

/** Orders strictest first: what stands before what is accepted, then by action, failures before unknowns. */
function compareWeight(a: Weight, b: Weight): number {
  const accepted = Number(a.exception !== undefined) - Number(b.exception !== undefined);
  if (accepted !== 0 || a.exception !== undefined) return accepted;
  return compareAction(a.action, b.action) || Number(a.status === 'unknown') - Number(b.status === 'unknown');
}

/** What tells a unit from others across runs: of an image its repository, with the platform where it stands behind the name. */
function unitName({ unit, subject }: Pick<FindingDocument, 'unit' | 'subject'>): string {
  if (isImage(subject) && unit.startsWith(subject.name))
    return `image ${imageRepository(subject.name)}${unit.slice(subject.name.length)}`;
  const normal = normalize(unit);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/** A finding by the identity that tells it from equal ones, so that its id stays what it is beside them. */
function identified(finding: Finding, identity: string): Finding {
  if (identity === finding.identity) return finding;
  const { unit, rule, severity, action, status, subject, location, message, remediation, also, exception } = finding;
  const { place, fix, addition, refusal, vulnerability } = finding;
  const shown = { unit, rule, severity, action, status, subject, location, message, remediation, also };
  return {
    ...shown,
    identity,
    place,
    fix,
    addition,
    vulnerability,
    ...(exception === undefined ? {} : { exception }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}
