import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a service account',
      reports: ['kept'],
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: default
`,
    },
    {
      name: 'a role',
      reports: ['kept'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: default
rules: []
`,
    },
  ],
  good: [
    {
      name: 'another namespace',
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
`,
    },
    {
      name: 'no namespace',
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
`,
    },
    {
      name: 'what Kubernetes keeps there itself',
      manifest: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: default
`,
    },
    {
      name: 'a kind that gives no rights',
      manifest: `apiVersion: v1
kind: Event
metadata:
  name: web.1
  namespace: default
`,
    },
  ],
};
