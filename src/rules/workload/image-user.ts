import { defineUnitRule } from '../../evidence/rule.ts';
import { hasUserNamespace, isWindows } from '../../manifests/pods.ts';

/**
 * Joins a container with the user of its image, where the pod names none: without `runAsNonRoot` it runs as that one, and with it the kubelet
 * starts no container whose image names root, nobody, or a user by another name than a number.
 * Images of Windows are left to `image/non-root-user`: their users have no numbers.
 * Source: verifyRunAsNonRoot in k8s.io/kubernetes/pkg/kubelet/kuberuntime/security_context.go.
 */
export const imageUser = defineUnitRule({
  id: 'workload/image-user',
  title: 'A container runs as a user of its image that is not root',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.1' }, { id: 'nsa/pod-security' }, { id: 'nist-800-190/4.1.2' }],
  refines: ['workload/run-as-non-root'],
  why: 'Whoever takes over a process that runs as root is root on the node if they get out, and a pod that forbids it does not start with such an image.',
  remediation:
    'End the Dockerfile with a user by its number, `USER 10001`, or set `runAsUser` to one that may read what the program needs; and set `runAsNonRoot: true`.',
  needs: ['image'],
  at: ['securityContext', 'runAsNonRoot'],
  messages: {
    root: ({ container, user }: { container: string; user: string }) =>
      `Container "${container}" runs as root: its image ${user}, and neither runAsNonRoot nor runAsUser is set.`,
    refusedRoot: ({ container, user }: { container: string; user: string }) =>
      `Container "${container}" will not start: runAsNonRoot is true, and its image ${user}.`,
    refusedName: ({ container, user }: { container: string; user: string }) =>
      `Container "${container}" will not start: runAsNonRoot is true, and its image names the user "${user}", of which the kubelet does not know the number.`,
  },
  examples: () => import('./image-user.examples.ts'),
  keep({ name, spec, pod }) {
    const [own, ofPod] = [spec.securityContext, pod.securityContext];
    if (isWindows(pod) || (own?.runAsUser ?? ofPod?.runAsUser) !== undefined) return undefined;
    return {
      container: name,
      image: spec.image ?? '',
      isRefused: (own?.runAsNonRoot ?? ofPod?.runAsNonRoot) === true,
      isMapped: hasUserNamespace(pod),
    };
  },
  check({ container, image, isRefused, isMapped }, evidence, { kubernetes, report }) {
    // Of an image that could not be opened the gate tells once.
    const [settings] = evidence.image(image).items;
    if (settings === undefined || settings.isWindows) return;
    const [user = ''] = settings.user.split(':');
    const words = user === '' ? 'names no user' : `names the user "${user}"`;
    if (isRefused) {
      if (isRoot(user)) report('refusedRoot', { container, user: words });
      else if (!NUMBER.test(user)) report('refusedName', { container, user });
    } else if (isRoot(user) && !(kubernetes >= 35 && isMapped)) report('root', { container, user: words });
  },
});

const NUMBER = /^\d+$/;

function isRoot(user: string): boolean {
  return user === '' || user === 'root' || /^0+$/.test(user);
}
