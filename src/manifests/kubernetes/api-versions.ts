import { nearest } from '../../core/nearest.ts';
import { LIFECYCLES } from './api-versions.generated.ts';

/** An API version of a kind. Releases are minor versions of Kubernetes 1: 22 is 1.22. */
export interface ApiVersion {
  /** `apps/v1`, or `v1` in the core group. */
  readonly apiVersion: string;
  readonly introducedIn: number | undefined;
  readonly deprecatedIn: number | undefined;
  /** The first release that no longer serves it. May lie in the future, as planned. */
  readonly removedIn: number | undefined;
}

/** What Kubernetes knows of an apiVersion and kind. */
export type ApiVersionAnswer =
  | { readonly state: 'known'; readonly version: ApiVersion; readonly replacement: ApiVersion | undefined }
  /** The kind is Kubernetes' own, but not in this version: `apps/v3`, or `v1` for a Deployment. */
  | { readonly state: 'misnamed'; readonly nearest: ApiVersion }
  /** A kind that is not Kubernetes' own. */
  | { readonly state: 'foreign' };

/**
 * The API versions whose Go types k8s.io/api does not have, or no longer has. From the Deprecated API Migration Guide,
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/; introduced and deprecated as the types' own lifecycle comments
 * said while they existed.
 */
const ELSEWHERE = `APIService apiregistration.k8s.io/v1:10 apiregistration.k8s.io/v1beta1:7:19:22
CronJob batch/v2alpha1:5::21
CustomResourceDefinition apiextensions.k8s.io/v1:16 apiextensions.k8s.io/v1beta1:7:16:22
HorizontalPodAutoscaler autoscaling/v2beta2:12:23:26 autoscaling/v2beta1:8:22:25
PodSecurityPolicy policy/v1beta1:10:21:25 extensions/v1beta1:2:11:16
ReplicaSet apps/v1beta1::8:16`;

const TABLE = `\n${LIFECYCLES}\n${ELSEWHERE}\n`;
const KIND = /^[A-Za-z]+$/;
const decoded = new Map<string, readonly ApiVersion[]>();

/** The versions of a kind of Kubernetes' own, the preferred first; empty for other kinds. */
export function apiVersionsOf(kind: string): readonly ApiVersion[] {
  const known = decoded.get(kind);
  if (known !== undefined || !KIND.test(kind)) return known ?? [];
  const versions = decode(kind);
  if (versions.length > 0) decoded.set(kind, versions);
  return versions;
}

/** Whether Kubernetes has, had or plans this kind in this version. A group that is not Kubernetes' own is foreign, whatever its kinds. */
export function findApiVersion(apiVersion: string, kind: string): ApiVersionAnswer {
  const versions = apiVersionsOf(kind);
  const version = versions.find((candidate) => candidate.apiVersion === apiVersion);
  if (version !== undefined) return { state: 'known', version, replacement: replacementOf(version, versions) };
  const near = nearestVersion(apiVersion, versions);
  return near === undefined ? { state: 'foreign' } : { state: 'misnamed', nearest: near };
}

/** Whether a release serves the version, told by its minor version. */
export function isServed(version: ApiVersion, release: number): boolean {
  return release >= (version.introducedIn ?? 0) && release < (version.removedIn ?? Number.POSITIVE_INFINITY);
}

/** A version that stays, of the same group where there is one. */
function replacementOf(version: ApiVersion, versions: readonly ApiVersion[]): ApiVersion | undefined {
  if (stays(version)) return undefined;
  const staying = versions.filter(stays);
  const group = groupOf(version.apiVersion);
  return staying.find((candidate) => groupOf(candidate.apiVersion) === group) ?? staying[0];
}

function stays(version: ApiVersion): boolean {
  return version.deprecatedIn === undefined && version.removedIn === undefined;
}

function nearestVersion(apiVersion: string, versions: readonly ApiVersion[]): ApiVersion | undefined {
  const group = groupOf(apiVersion);
  const sameGroup = versions.find((candidate) => groupOf(candidate.apiVersion) === group);
  if (sameGroup !== undefined) return replacementOf(sameGroup, versions) ?? sameGroup;
  if (
    mayBeForeign(group) &&
    nearest(
      group,
      versions.map((candidate) => groupOf(candidate.apiVersion)),
    ) === undefined
  )
    return undefined;
  return versions[0];
}

/** Custom resources have a domain as their group; only Kubernetes' own go without a dot, or end in k8s.io. */
function mayBeForeign(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Decodes the lines of one kind: a run meets a few of the hundred. */
function decode(kind: string): readonly ApiVersion[] {
  const versions: ApiVersion[] = [];
  const start = `\n${kind} `;
  for (let at = TABLE.indexOf(start); at !== -1; at = TABLE.indexOf(start, at + 1)) {
    const from = at + start.length;
    versions.push(...TABLE.slice(from, TABLE.indexOf('\n', from)).split(' ').map(decodeVersion));
  }
  return versions.toSorted(byPreference);
}

/** Those that stay before those that go, then those that go last first. Otherwise as listed, newest first. */
function byPreference(left: ApiVersion, right: ApiVersion): number {
  return (right.removedIn ?? 1000) - (left.removedIn ?? 1000);
}

function decodeVersion(text: string): ApiVersion {
  const [apiVersion = '', introduced, deprecated, removed] = text.split(':');
  return {
    apiVersion,
    introducedIn: decodeRelease(introduced),
    deprecatedIn: decodeRelease(deprecated),
    removedIn: decodeRelease(removed),
  };
}

function decodeRelease(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}
