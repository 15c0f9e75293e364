/** The capabilities that the Baseline standard lets containers add: k8s.io/pod-security-admission/policy/check_capabilities_baseline.go. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/**
 * The capability that a container runtime reads in a name: containerd and CRI-O take any letter case, and CRI-O also the prefix `CAP_`.
 * Pod Security admission compares names as they are written.
 */
export function capabilityOf(name: string): string {
  const upper = name.toUpperCase();
  return upper.startsWith('CAP_') ? upper.slice('CAP_'.length) : upper;
}
