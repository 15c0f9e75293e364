import type { Fix, Location, Result } from 'sarif';
import type { ActiveAction } from '../../core/action.ts';
import type { Finding, ImageLocation } from '../../core/finding.ts';
import type { RuleReport } from '../../core/report.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import type { MaskedDocuments } from '../excerpt/masked-document.ts';
import { safeLine, safeText } from '../excerpt/safe-text.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { type AcrossUnits, alsoInText } from '../shown/across-units.ts';
import { remarkOf } from '../shown/remark.ts';
import { namedFile, type PathBase, repositoryPath } from '../shown/repository-path.ts';
import { type IdentifiedFinding, imageLocation } from '../wire.ts';
import { gradedRuleId } from './graded-rules.ts';
import { artifactLocation, findingLocation, physicalLocation } from './location.ts';

/** What a finding is written with. */
export interface ResultContext {
  readonly documents: MaskedDocuments;
  readonly base: PathBase | undefined;
  /** The other units that have a finding: GitHub would show one alert for each at the same line. */
  readonly alsoIn: AcrossUnits['alsoIn'];
  /** The place of each rule among those of the tool, by its id. */
  readonly ruleIndexes: ReadonlyMap<string, number>;
  /** The rules of the report, by their ids. */
  readonly rules: ReadonlyMap<string, RuleReport>;
}

/** A finding as a result. */
export function sarifResult({ finding, id }: IdentifiedFinding, context: ResultContext): Result {
  const { rule, severity, action, status, unit, location, also, vulnerability } = finding;
  const ruleId = gradedRuleId(finding, context.rules.get(rule));
  const relatedLocations = valueLocations(finding, context.base);
  const fixes = fixesOf(finding, context);
  const others = context.alsoIn.get(finding) ?? [];
  return {
    ruleId,
    ruleIndex: context.ruleIndexes.get(ruleId) ?? -1,
    // A rule that could not decide says nothing against the place; its level has to be none.
    ...(status === 'unknown' ? { kind: 'open', level: 'none' } : { kind: 'fail', level: levelOf(action) }),
    message: { text: messageText(finding, others, context.base) },
    locations: [findingLocation(finding, context.base)],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    partialFingerprints: fingerprints(finding, id, context.base),
    // All results have it, or none: SARIF 2.1.0, 3.27.23.
    suppressions: suppressionsOf(finding),
    ...(fixes.length === 0 ? {} : { fixes }),
    properties: {
      action,
      severity,
      unit: safeLine(unit),
      ...(others.length === 0 ? {} : { alsoIn: others.map((other) => safeLine(namedFile(other, context.base))) }),
      field: safeLine(location.path),
      ...(location.rendered === undefined ? {} : { rendered: location.rendered }),
      ...(location.image === undefined ? {} : { image: imageProperties(location.image, finding, context) }),
      ...(vulnerability === undefined ? {} : { vulnerability: vulnerabilityProperties(vulnerability) }),
      ...(also.length === 0 ? {} : { also: [...new Set(also.map((folded) => folded.rule))] }),
    },
  };
}

function imageProperties(image: ImageLocation, { place, location }: Finding, { documents }: ResultContext) {
  const { digest, layer, layerDigest, diffId, step, paths } = imageLocation(
    image,
    documents.at(place).line(location.line),
  );
  return {
    digest: safeLine(digest ?? ''),
    layer,
    layerDigest: safeLine(layerDigest ?? ''),
    diffId: safeLine(diffId ?? ''),
    step: safeLine(step),
    paths: paths.map(safeLine),
  };
}

function vulnerabilityProperties(
  found: FoundVulnerability,
): Readonly<Record<string, string | number | readonly string[]>> {
  const { id, names, package: name, purl, version, fixed = '', ratedBy, reachability } = found;
  const { exploited, epss, priority } = found;
  return {
    id: safeLine(id),
    names: names.map(safeLine),
    package: safeLine(name),
    purl: safeLine(purl),
    version: safeLine(version),
    fixed: safeLine(fixed),
    ratedBy: safeLine(ratedBy),
    reachability,
    priority: priority.rank,
    ...(exploited === undefined ? {} : { exploited: safeLine(exploited) }),
    ...(epss === undefined ? {} : { epss: epss.probability }),
  };
}

/** The level of what a policy does about a finding. */
export function levelOf(action: ActiveAction): 'error' | 'warning' | 'note' {
  if (action === 'deny') return 'error';
  return action === 'warn' ? 'warning' : 'note';
}

function messageText(finding: Finding, others: readonly string[], base: PathBase | undefined): string {
  const { message, remediation, status, location } = finding;
  const { value } = location;
  const undecided = status === 'unknown' ? 'Undecided: ' : '';
  const lines = [withoutLinks(safeLine(`${undecided}${message}`)), withoutLinks(safeText(remediation))];
  for (const note of [remarkOf(finding), alsoInText(others, base)])
    if (note !== undefined) lines.push(withoutLinks(safeLine(note)));
  // A link to the related location with the id 1: SARIF 2.1.0, 3.11.6.
  if (value !== undefined) lines.push(`The value [${safeLine(value.path).replace(/[\\[\]]/g, '\\$&')}](1) decides it.`);
  return lines.join('\n');
}

/** Takes from a text what SARIF would read as a link: somebody else wrote a part of it. */
function withoutLinks(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}

function valueLocations({ location: { value } }: Finding, base: PathBase | undefined): Location[] {
  if (value === undefined) return [];
  const text = `The chart value ${safeLine(value.path)}`;
  return [{ id: 1, physicalLocation: physicalLocation(value, base), message: { text } }];
}

/**
 * The id of the finding. GitHub reads `primaryLocationLineHash` alone: its action fills that in from the file, and warns
 * of every value that it would not have made itself (github/codeql-action#4052). Of standard input it has no file.
 */
function fingerprints({ location }: Finding, id: string, base: PathBase | undefined): Record<string, string> {
  const isInput = repositoryPath(location.file, base).kind === 'input';
  return { 'plimsollFindingId/v1': id, ...(isInput ? { primaryLocationLineHash: id } : {}) };
}

function suppressionsOf(finding: Finding): NonNullable<Result['suppressions']> {
  const acceptance = acceptanceOf(finding);
  if (acceptance === undefined) return [];
  const { inSource, why } = acceptance;
  return [{ kind: inSource ? 'inSource' : 'external', status: 'accepted', justification: why }];
}

/** What is to be replaced in the file, where the remediation is mechanical and the file is the one that was judged. */
function fixesOf({ fix, place, location, remediation }: Finding, { documents, base }: ResultContext): Fix[] {
  if (fix.length === 0 || location.rendered !== undefined || repositoryPath(location.file, base).kind === 'input')
    return [];
  const replacements = documents
    .at(place)
    .replacements(fix)
    .map(({ start, end, text }) => ({
      deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
      insertedContent: { text },
    }));
  if (replacements.length === 0) return [];
  return [
    {
      description: { text: safeText(remediation) },
      artifactChanges: [{ artifactLocation: artifactLocation(location.file, base), replacements }],
    },
  ];
}
