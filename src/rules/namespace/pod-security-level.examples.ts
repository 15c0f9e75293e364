import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'no label',
      reports: ['notSet'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    },
    {
      name: 'the level that allows everything',
      reports: ['tooLow'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: privileged
`,
    },
    {
      name: 'a level that does not exist',
      reports: ['invalid'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: strict
`,
    },
  ],
  good: [
    {
      name: 'the Restricted standard',
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
    },
  ],
};
