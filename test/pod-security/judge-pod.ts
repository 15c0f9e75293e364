import { check } from '../../src/gate/check.ts';
import { loadManifests } from '../../src/gate/load-manifests.ts';
import { profilePolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { pinKubernetes, selectStandard } from '../../src/policy/standard.ts';

/** A level of the Pod Security Standards. */
export type Level = 'baseline' | 'restricted';

/** What became of a pod, and the rules that denied it. */
export interface PodVerdict {
  readonly verdict: string;
  readonly deniedBy: readonly string[];
}

const clock = { now: () => new Date(0) };
const policies = new Map<string, Policy>();

/** Judges a pod by a level at a version of Kubernetes, as `--standard` and `--kubernetes-version` do. */
export async function judgePod(text: string, level: Level, version: string): Promise<PodVerdict> {
  const units = [loadManifests([{ path: 'pod.yaml', text }])];
  const { verdict, findings } = await check({ units, policy: policyOf(level, version), clock });
  return { verdict, deniedBy: [...new Set(findings.map(({ rule }) => rule))] };
}

function policyOf(level: Level, version: string): Policy {
  const key = `${level} ${version}`;
  const policy = policies.get(key) ?? selectStandard(pinKubernetes(profilePolicy(), version), `pss/${level}`);
  policies.set(key, policy);
  return policy;
}
