import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'egress rules that are not covered',
      reports: ['ignored'],
      manifest: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Ingress]
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: db
`,
    },
    {
      name: 'ingress rules that are not covered',
      reports: ['ignored'],
      manifest: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Egress]
  ingress:
    - from:
        - podSelector: {}
`,
    },
    {
      name: 'an empty list of egress rules',
      reports: ['notIsolating'],
      manifest: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  egress: []
`,
    },
    {
      name: 'a type in lower case',
      reports: ['unknown'],
      manifest: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [egress]
`,
    },
  ],
  good: [
    {
      name: 'both directions',
      manifest: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Ingress, Egress]
  egress: []
`,
    },
    {
      name: 'no policyTypes and an egress rule',
      manifest: `apiVersion: networking.k8s.io/v1
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
    {
      name: 'ingress alone',
      manifest: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  ingress: []
`,
    },
  ],
};
