/**
 * Plimsoll as a library: the same engine and the same answer as on the command line. Nothing here touches files, the
 * network, the environment or the clock, but through the ports that it is given.
 */

export type { ReportDocument } from './contract/report.ts';
export { UserError } from './core/errors.ts';
export type { Finding } from './core/finding.ts';
export type { ImageEvidence, Images } from './core/images.ts';
export type { Clock, Files, FoundFile, Listing, Processes, Workspace } from './core/ports.ts';
export type { Report } from './core/report.ts';
export type { Source } from './core/source.ts';
export type { Subject } from './core/subject.ts';
export type { Verdict } from './core/verdict.ts';
export { check, gate } from './gate/check.ts';
export { earlierReport } from './gate/earlier.ts';
export type { CheckInput, Earlier, GateInput } from './gate/input.ts';
export {
  type LoadOptions,
  type LoadTools,
  loadManifestFiles,
  loadManifests,
} from './gate/load-manifests.ts';
export type { RenderingTools } from './gate/renderings.ts';
export type { Unit } from './gate/unit.ts';
export { loadPolicy, type PolicySource, profilePolicy, type ReadExtended } from './policy/load.ts';
export type { Policy } from './policy/policy.ts';
export { pinKubernetes, selectStandard } from './policy/standard.ts';
export { reportDocument } from './report/wire.ts';
export { type Comparison, compareVersions, satisfies, type VersionScheme } from './versions/compare.ts';
