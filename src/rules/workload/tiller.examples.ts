import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'Tiller',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/helm/tiller:v2.16.1
`,
    },
  ],
  good: [
    {
      name: 'a name that only ends like it',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/soil-tiller:1.4.2
`,
    },
  ],
};
