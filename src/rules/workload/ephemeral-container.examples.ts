import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'an ephemeral container',
      reports: ['present'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
  ephemeralContainers:
    - name: debugger
      image: registry.example.com/tools
      targetContainerName: web
`,
    },
  ],
  good: [
    {
      name: 'none',
      only: 'app-containers',
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
  ],
};
