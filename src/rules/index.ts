export { pinnedByDigest } from './image/pinned-by-digest.ts';
export { podSecurityLevel } from './namespace/pod-security-level.ts';
export { egressLimited } from './network/egress-limited.ts';
export { credentialInEnvironment } from './secrets/credential-in-environment.ts';
export { runAsNonRoot } from './workload/run-as-non-root.ts';
