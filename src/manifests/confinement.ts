/** A seccomp or AppArmor profile as a security context names it. */
interface Profile {
  readonly type?: string;
}

/**
 * Whether a seccomp or AppArmor profile confines: `RuntimeDefault` and `Localhost` do, and everything else that can be written does
 * not. Source: validSeccomp and allowedProfileType in k8s.io/pod-security-admission/policy.
 */
export function confines({ type }: Profile): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}
