import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a Secret for a token',
      reports: ['token'],
      manifest: `apiVersion: v1
kind: Secret
metadata:
  name: web-token
  namespace: shop
  annotations:
    kubernetes.io/service-account.name: web
type: kubernetes.io/service-account-token
`,
    },
  ],
  good: [
    {
      name: 'a Secret of another type',
      manifest: `apiVersion: v1
kind: Secret
metadata:
  name: web
  namespace: shop
type: Opaque
`,
    },
  ],
};
