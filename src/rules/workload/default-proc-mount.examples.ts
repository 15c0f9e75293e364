import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'unmasked in a user namespace',
      reports: ['notDefault'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        procMount: Unmasked
`,
    },
  ],
  good: [
    {
      name: 'nothing is said',
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
      name: 'the default',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        procMount: Default
`,
    },
  ],
};
