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
      name: 'a level below what the policy asks for',
      options: { level: 'restricted' },
      reports: ['tooLow'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
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
    {
      name: 'a level that does not exist, in letter case',
      reports: ['invalid'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: Restricted
`,
    },
    {
      name: 'a version that does not exist',
      reports: ['invalidVersion'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: "1.34"
`,
    },
    {
      name: 'only warned of',
      reports: ['notSet'],
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/warn: restricted
`,
    },
  ],
  good: [
    {
      name: 'baseline',
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
`,
    },
    {
      name: 'restricted',
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
    },
    {
      name: 'restricted, pinned',
      manifest: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: v1.34
    pod-security.kubernetes.io/warn: restricted
    pod-security.kubernetes.io/warn-version: latest
`,
    },
  ],
};
