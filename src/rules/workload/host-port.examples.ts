import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a port of the node',
      reports: ['hostPort'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - containerPort: 8080
        - containerPort: 8443
          hostPort: 443
`,
    },
    {
      name: 'the network of the node',
      reports: ['byHostNetwork'],
      only: 'app-containers',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - containerPort: 8080
`,
    },
  ],
  good: [
    {
      name: 'no port',
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
      name: 'a port of the container',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - containerPort: 8080
`,
    },
    {
      name: 'a host port of 0 is none',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - containerPort: 8080
          hostPort: 0
`,
    },
  ],
};
