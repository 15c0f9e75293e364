import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'the former registry of Kubernetes',
      reports: ['retired'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: k8s.gcr.io/pause:3.5
`,
    },
    {
      name: 'an alias of it',
      reports: ['retired'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: gcr.io/google_containers/pause-amd64:3.1
`,
    },
    {
      name: 'the former registry of GitHub',
      reports: ['retired'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: docker.pkg.github.com/acme/shop/web:1.4.2
`,
    },
  ],
  good: [
    {
      name: 'the registry of Kubernetes',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.k8s.io/pause:3.10
`,
    },
    {
      name: 'a project whose name only begins like a retired one',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: gcr.io/google-containers-mirror/pause:3.5
`,
    },
  ],
};
