import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'every verb',
      reports: ['wildcard'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: ['']
    resources: [configmaps]
    verbs: ['*']
`,
    },
    {
      name: 'every resource of a group',
      reports: ['wildcard'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - apiGroups: [apps]
    resources: ['*']
    verbs: [get]
`,
    },
    {
      name: 'every path',
      reports: ['wildcard'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - nonResourceURLs: ['*']
    verbs: [get]
`,
    },
    {
      name: 'everything',
      reports: ['wildcard'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - apiGroups: ['*']
    resources: ['*']
    verbs: ['*']
`,
    },
  ],
  good: [
    {
      name: 'what is needed',
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - apiGroups: ['']
    resources: [configmaps]
    verbs: [get, list, watch]
  - apiGroups: [apps]
    resources: ['*/scale']
    verbs: [update]
`,
    },
  ],
};
