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

const CONFINED = `      securityContext:
        runAsNonRoot: true
        capabilities:
          drop: [ALL]
`;

const PORT = `      ports:
        - containerPort: 8080
`;

export const examples: Examples = {
  bad: [
    {
      name: 'a port below 1024, and no right to it',
      only: 'app-containers',
      reports: ['privileged'],
      images: { [IMAGE]: { user: '10001', ports: ['80/tcp'] } },
      manifest: pod('The image says USER 10001 and EXPOSE 80.', CONFINED),
    },
    {
      name: 'a port that the image does not expose',
      only: 'app-containers',
      reports: ['notExposed'],
      images: { [IMAGE]: { user: '10001', ports: ['9090/tcp', '8080/udp'] } },
      manifest: pod('The image says EXPOSE 9090/tcp 8080/udp.', PORT),
    },
  ],
  good: [
    {
      name: 'the port that the image exposes',
      only: 'app-containers',
      images: { [IMAGE]: { user: '10001', ports: ['8080/tcp'] } },
      manifest: pod('The image says USER 10001 and EXPOSE 8080.', `${PORT}${CONFINED}`),
    },
    {
      name: 'a port below 1024, and the right to it',
      only: 'app-containers',
      images: { [IMAGE]: { user: '10001', ports: ['80/tcp'] } },
      manifest: pod(
        'The image says USER 10001 and EXPOSE 80.',
        `      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE]
`,
      ),
    },
    {
      name: 'the image exposes nothing',
      only: 'app-containers',
      images: { [IMAGE]: {} },
      manifest: pod('The image has no EXPOSE.', PORT),
    },
  ],
};
