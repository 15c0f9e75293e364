import type {
  FindingDocument,
  ImageDocument,
  ImageLocationDocument,
  LocationDocument,
  ReportDocument,
} from '../contract/report.ts';
import type { MatchEvidenceDocument, VulnerabilityDocument } from '../contract/vulnerability.ts';
import { sha256 } from '../core/digest.ts';
import { distinctIdentities } from '../core/distinct-identities.ts';
import type { Finding, ImageLocation } from '../core/finding.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { ImageReport, Report } from '../core/report.ts';
import type { FoundVulnerability, MatchEvidence } from '../core/vulnerability.ts';
import { MaskedDocuments } from './excerpt/masked-document.ts';

/** Turns a report into the shape that leaves the program. There is no other mapper. */
export function reportDocument(report: Report): ReportDocument {
  const { command, verdict, units, checked, rules, incomplete, exceptions, ignores, policy, against } = report;
  const { conditions, vex, mending } = report;
  const documents = new MaskedDocuments(report.concealed);
  return {
    schemaVersion: 1,
    tool: { name: 'plimsoll', version: VERSION },
    command,
    time: report.time.toISOString(),
    verdict,
    units: units.map(({ isUnverified, ...unit }) => (isUnverified ? { ...unit, unverified: true } : unit)),
    checked,
    rules,
    findings: identify(report.findings).map((identified) => wireFinding(identified, documents)),
    images: report.images.map(wireImage),
    incomplete,
    exceptions,
    ignores,
    policy: { ...policy, files: policy.files.map(({ path, text }) => ({ path, sha256: sha256(text) })) },
    database: report.database ?? null,
    ...(conditions === undefined ? {} : { conditions }),
    ...(vex === undefined ? {} : { vex }),
    ...(against === undefined ? {} : { against }),
    ...(mending === undefined ? {} : { mending }),
  };
}

/** A finding with the id that it has in every report. */
export interface IdentifiedFinding {
  readonly finding: Finding;
  /** SHA-256 in hexadecimal; no two findings of a report have the same. */
  readonly id: string;
}

/** Gives every finding its id. */
export function identify(findings: readonly Finding[]): readonly IdentifiedFinding[] {
  const identities = distinctIdentities(findings);
  return findings.map((finding, index) => ({ finding, id: sha256(identities[index] ?? finding.identity) }));
}

function wireFinding({ finding, id }: IdentifiedFinding, documents: MaskedDocuments): FindingDocument {
  const { unit, rule, severity, action, status, subject, message, remediation, also, exception, refusal } = finding;
  const { vulnerability } = finding;
  return {
    id,
    unit,
    rule,
    severity,
    action,
    status,
    subject,
    location: wireLocation(finding, documents),
    message,
    remediation,
    also: also.map((folded) => ({ rule: folded.rule, id: sha256(folded.identity), message: folded.message })),
    ...(exception === undefined ? {} : { exception }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(vulnerability === undefined ? {} : { vulnerability: wireVulnerability(vulnerability) }),
  };
}

function wireLocation({ location, place }: Finding, documents: MaskedDocuments): LocationDocument {
  const { image, ...inFile } = location;
  return image === undefined
    ? inFile
    : { ...inFile, image: imageLocation(image, documents.at(place).line(location.line)) };
}

/** The longest step that a report repeats with every finding, in characters. */
const MAX_STEP = 500;

/** Where a finding stands in an image; `line` is that of its history, as it may be shown. */
export function imageLocation({ digest, layer, isStep, files }: ImageLocation, line: string): ImageLocationDocument {
  return {
    digest: digest ?? null,
    layer: layer?.number ?? null,
    layerDigest: layer?.digest ?? null,
    diffId: layer?.diffId ?? null,
    step: isStep ? line.slice(0, MAX_STEP) : '',
    paths: files,
  };
}

/** In one order, whatever is left out of what was found. */
function wireVulnerability(found: FoundVulnerability): VulnerabilityDocument {
  const { id, names, state, advisories, evidence, package: name, purl, installed, version, fixState } = found;
  const { ratedBy, priority, path, reachability, note } = found;
  return {
    id,
    names,
    state,
    advisories,
    evidence: evidence.map(wireEvidence),
    package: name,
    purl,
    installed,
    broughtBy: found.broughtBy ?? null,
    version,
    fixed: found.fixed ?? null,
    fixState,
    elsewhere: found.elsewhere ?? null,
    ratedBy,
    score: found.score ?? null,
    exploited: found.exploited ?? null,
    epss: found.epss ?? null,
    published: found.published ?? null,
    priority,
    layer: found.layer ?? null,
    path,
    reachability,
    note,
    vex: found.vex ?? null,
  };
}

function wireEvidence(told: MatchEvidence): MatchEvidenceDocument {
  const { advisory, ecosystem, name, version, order, doubt, takes, severity, ratedBy, ranges, isListed } = told;
  return {
    advisory,
    ecosystem,
    name,
    version,
    order,
    unread: told.unread ?? null,
    doubt,
    takes,
    severity,
    ratedBy,
    score: told.score ?? null,
    ranges: ranges.map(({ introduced, fixed = null, lastAffected = null }) => ({ introduced, fixed, lastAffected })),
    listed: isListed,
  };
}

function wireImage({ reference, evidence, workloads }: ImageReport): ImageDocument {
  const found = evidence.state === 'known' ? { digest: evidence.digest } : { unknown: evidence.why };
  return { reference, ...found, workloads };
}
