import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the group of a container',
      reports: ['root'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        runAsGroup: 0
`,
    },
    {
      name: 'the groups of a pod',
      reports: ['podRoot', 'podRoot', 'supplementalRoot'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsGroup: 0
    fsGroup: 0
    supplementalGroups: [1000, 0]
  containers:
    - name: web
      image: registry.example.com/web
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
      name: 'other groups',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsGroup: 65532
    fsGroup: 65532
    supplementalGroups: [1000]
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
};
