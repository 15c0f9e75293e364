import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a capability that is not among the default ones',
      reports: ['added'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          add: [NET_ADMIN]
`,
    },
    {
      name: 'the name with the prefix of the kernel, which is another name',
      reports: ['added'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          add: [CAP_CHOWN]
`,
    },
    {
      name: 'NET_RAW, which is given and may not be added',
      reports: ['added'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          add: [CHOWN, NET_RAW]
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
      name: 'capabilities of the Baseline standard',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      securityContext:
        capabilities:
          drop: [ALL]
          add: [CHOWN, SETUID, SETGID]
`,
    },
  ],
};
