import type { Rule } from '../evidence/rule.ts';
import { pinnedByDigest } from './image/pinned-by-digest.ts';
import { podSecurityLevel } from './namespace/pod-security-level.ts';
import { egressLimited } from './network/egress-limited.ts';
import { credentialInEnvironment } from './secrets/credential-in-environment.ts';
import { runAsNonRoot } from './workload/run-as-non-root.ts';

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  pinnedByDigest,
  podSecurityLevel,
  egressLimited,
  credentialInEnvironment,
  runAsNonRoot,
];
