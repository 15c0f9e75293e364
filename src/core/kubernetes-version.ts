/** A version of Kubernetes 1 by its minor number: 29 is Kubernetes 1.29. */
export type KubernetesMinor = number;

/** The newest version whose behaviour the rules know. A later one is judged like it, as Pod Security admission does. */
export const NEWEST_KUBERNETES: KubernetesMinor = 37;
