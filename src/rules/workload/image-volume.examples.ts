import type { Examples } from '../../evidence/rule.ts';

const IMAGE = 'registry.example.com/web:1.4.2';

function pod(comment: string, container: string): string {
  return `# ${comment}
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ${IMAGE}
${container}`;
}

const READ_ONLY = `      securityContext:
        readOnlyRootFilesystem: true
`;

export const examples: Examples = {
  bad: [
    {
      name: 'a volume of the image without a mount',
      reports: ['unmounted'],
      images: { [IMAGE]: { volumes: ['/data'] } },
      manifest: pod('The image says VOLUME /data.', READ_ONLY),
    },
    {
      name: 'the cache of nginx',
      reports: ['unmounted'],
      images: { [IMAGE]: { written: ['/var/cache/nginx'] } },
      manifest: pod(
        'The image has a directory /var/cache/nginx.',
        `${READ_ONLY}      volumeMounts:
        - name: tmp
          mountPath: /tmp
`,
      ),
    },
  ],
  good: [
    {
      name: 'something is mounted there, or above',
      images: { [IMAGE]: { volumes: ['/data/'], written: ['/var/cache/nginx', '/var/run/mysqld'] } },
      manifest: pod(
        'The image says VOLUME /data/, and has directories /var/cache/nginx and /var/run/mysqld.',
        `${READ_ONLY}      volumeMounts:
        - name: data
          mountPath: /data
        - name: cache
          mountPath: /var/cache
        - name: run
          mountPath: /run
`,
      ),
    },
    {
      name: 'the root file system can be written to',
      images: { [IMAGE]: { volumes: ['/data'] } },
      manifest: pod('The image says VOLUME /data.', ''),
    },
  ],
};
