import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no policy',
      reports: ['notIsolated'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a policy for other pods',
      reports: ['notIsolated'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
`,
    },
    {
      name: 'a policy for egress alone',
      reports: ['notIsolated'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Egress]
`,
    },
    {
      name: 'the network of the node',
      reports: ['hostNetwork'],
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
    {
      name: 'a policy that is already there and limits nothing',
      reports: ['unlimited'],
      with: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: platform
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - {}
`,
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
`,
    },
  ],
  good: [
    {
      name: 'nobody may come',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector: {}
`,
    },
    {
      name: 'one peer',
      manifest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example.com/web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: gateway
      ports:
        - { protocol: TCP, port: 8080 }
`,
    },
  ],
};
