import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a directory of the node',
      reports: ['hostPath'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      hostPath:
        path: /var/lib/web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
  good: [
    {
      name: 'no volume',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'storage that was granted',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: web
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};
