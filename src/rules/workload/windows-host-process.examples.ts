import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a container',
      reports: ['hostProcess'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        windowsOptions:
          hostProcess: true
`,
    },
    {
      name: 'a pod',
      reports: ['podHostProcess'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    windowsOptions:
      hostProcess: true
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
      name: 'said not to be',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        windowsOptions:
          hostProcess: false
`,
    },
  ],
};
