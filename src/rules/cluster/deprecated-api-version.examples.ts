import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a version that is deprecated',
      kubernetes: 22,
      reports: ['deprecated'],
      manifest: `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`,
    },
    {
      name: 'a kind that is deprecated',
      reports: ['deprecated'],
      manifest: `apiVersion: v1
kind: Endpoints
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
      name: 'a version that is not deprecated yet',
      kubernetes: 19,
      manifest: `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`,
    },
    {
      name: 'a version that is gone, which another rule says',
      manifest: `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`,
    },
  ],
};
