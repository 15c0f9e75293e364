import type { PodSpec } from './kubernetes/types.generated.ts';

/** Whether a pod says that it runs on Windows nodes. */
export function isWindows(pod: PodSpec): boolean {
  return pod.os?.name === 'windows';
}

/** Whether the users of a pod are mapped to others on its node, so that its root is nobody there (KEP-127). */
export function hasUserNamespace(pod: PodSpec): boolean {
  return pod.hostUsers === false;
}
