import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a role of AWS',
      reports: ['assumes'],
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/shop
`,
    },
    {
      name: 'an account of Google Cloud',
      reports: ['assumes'],
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
  annotations:
    iam.gke.io/gcp-service-account: shop@example.iam.gserviceaccount.com
`,
    },
  ],
  good: [
    {
      name: 'no role',
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
`,
    },
  ],
};
