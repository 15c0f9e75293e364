import type { Examples } from '../../evidence/rule.ts';

const IMAGE = 'registry.example.com/web:1.4.2';

function pod(comment: string, securityContext = ''): string {
  return `# ${comment}
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ${IMAGE}
${securityContext}`;
}

const NON_ROOT = '      securityContext:\n        runAsNonRoot: true\n';
const USER = '      securityContext:\n        runAsUser: 10001\n';

export const examples: Examples = {
  bad: [
    {
      name: 'neither the image nor the pod names a user',
      reports: ['root'],
      images: { [IMAGE]: {} },
      manifest: pod('The image has no USER.'),
    },
    {
      name: 'the pod forbids the root that the image wants',
      reports: ['refusedRoot'],
      images: { [IMAGE]: { user: '0:0' } },
      manifest: pod('The image says USER 0:0.', NON_ROOT),
    },
    {
      name: 'the user of the image has a name alone',
      reports: ['refusedName'],
      images: { [IMAGE]: { user: 'web' } },
      manifest: pod('The image says USER web.', NON_ROOT),
    },
  ],
  good: [
    {
      name: 'the user of Windows without rights, which has a name alone',
      images: { [IMAGE]: { user: 'ContainerUser', isWindows: true } },
      manifest: pod('The image says USER ContainerUser.', NON_ROOT),
    },
    {
      name: 'the user of the image has a number',
      images: { [IMAGE]: { user: '10001:10001' } },
      manifest: pod('The image says USER 10001:10001.', NON_ROOT),
    },
    {
      name: 'the container names a user',
      images: { [IMAGE]: { user: 'root' } },
      manifest: pod('The image says USER root.', USER),
    },
    { name: 'the image was not opened', manifest: pod('Nothing is known of the image.') },
  ],
};
