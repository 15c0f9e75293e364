import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no policy',
      reports: ['open'],
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
      name: 'a policy of another namespace',
      reports: ['open'],
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
  namespace: staging
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`,
    },
    {
      name: 'a policy that does not cover egress',
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
  podSelector: {}
  ingress: []
`,
    },
    {
      name: 'egress rules that policyTypes leaves out',
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
  podSelector: {}
  policyTypes: [Ingress]
  egress: []
`,
    },
    {
      name: 'an empty list of egress rules without policyTypes',
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
  podSelector: {}
  egress: []
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
  policyTypes: [Egress]
  egress:
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
      name: 'a policy that is already there',
      with: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: platform
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
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
    {
      name: 'DNS and one peer',
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

  policyTypes: [Ingress, Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - { protocol: UDP, port: 53 }
    - to:
        - podSelector:
            matchLabels:
              app: db
      ports:
        - { protocol: TCP, port: 5432 }
`,
    },
    {
      name: 'nothing at all',
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
  policyTypes: [Egress]
`,
    },
    {
      name: 'an egress rule without policyTypes',
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
  egress:
    - to:
        - podSelector: {}
`,
    },
  ],
};
