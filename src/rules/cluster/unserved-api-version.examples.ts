import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a version that was removed',
      reports: ['removed'],
      manifest: `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
`,
    },
    {
      name: 'a kind that was removed',
      reports: ['removed'],
      manifest: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: restricted
`,
    },
    {
      name: 'a version that was removed and takes the same fields',
      reports: ['removed'],
      manifest: `apiVersion: rbac.authorization.k8s.io/v1beta1
kind: Role
metadata:
  name: web
rules: []
`,
    },
    {
      name: 'a version that is too new',
      kubernetes: 20,
      reports: ['notYet'],
      manifest: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`,
    },
  ],
  good: [
    {
      name: 'a version that stays',
      manifest: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`,
    },
    {
      name: 'a version that the cluster still serves',
      kubernetes: 24,
      manifest: `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`,
    },
    {
      name: 'a custom resource',
      manifest: `apiVersion: example.com/v1beta1
kind: Deployment
metadata:
  name: web
`,
    },
  ],
};
