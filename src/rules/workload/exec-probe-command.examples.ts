import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a list of processes',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      livenessProbe:
        exec:
          command: [sh, -c, "ps aux | grep -q web"]
`,
    },
    {
      name: 'a program by its path',
      reports: ['runs'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      readinessProbe:
        exec:
          command: [/bin/ls, /tmp/ready]
`,
    },
  ],
  good: [
    {
      name: 'no probe',
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
      name: 'a check of its own',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      livenessProbe:
        exec:
          command: [/web, healthz, --tools]
`,
    },
    {
      name: 'HTTP',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
`,
    },
  ],
};
