import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a wildcard in every field',
      reports: ['everything'],
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
    {
      name: 'in a namespace',
      reports: ['everything'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
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
`,
    },
    {
      name: 'the role of Kubernetes itself',
      manifest: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cluster-admin
rules:
  - apiGroups: ['*']
    resources: ['*']
    verbs: ['*']
`,
    },
  ],
};
