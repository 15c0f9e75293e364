import { expect, test } from 'vitest';
import { runRules } from '../../../test/rules/run-rule.ts';
import { deprecatedApiVersion } from './deprecated-api-version.ts';
import { unservedApiVersion } from './unserved-api-version.ts';

const RULES = [deprecatedApiVersion, unservedApiVersion];

test.each([
  ['batch/v1beta1', 'CronJob', 20, []],
  [
    'batch/v1beta1',
    'CronJob',
    21,
    ['CronJob as batch/v1beta1 is deprecated and will be gone in Kubernetes 1.25; write batch/v1.'],
  ],
  [
    'batch/v1beta1',
    'CronJob',
    24,
    ['CronJob as batch/v1beta1 is deprecated and will be gone in Kubernetes 1.25; write batch/v1.'],
  ],
  ['batch/v1beta1', 'CronJob', 25, ['Since 1.25 Kubernetes does not serve CronJob as batch/v1beta1; write batch/v1.']],
  ['batch/v1', 'CronJob', 20, ['Kubernetes serves CronJob as batch/v1 only from 1.21 on.']],
  ['batch/v1', 'CronJob', 21, []],
  [
    'policy/v1beta1',
    'PodSecurityPolicy',
    24,
    ['PodSecurityPolicy as policy/v1beta1 is deprecated and will be gone in Kubernetes 1.25.'],
  ],
  [
    'policy/v1beta1',
    'PodSecurityPolicy',
    25,
    ['Since 1.25 Kubernetes does not serve PodSecurityPolicy as policy/v1beta1; nothing replaces it.'],
  ],
  [
    'extensions/v1beta1',
    'Ingress',
    17,
    ['Ingress as extensions/v1beta1 is deprecated and will be gone in Kubernetes 1.22.'],
  ],
  [
    'extensions/v1beta1',
    'Ingress',
    19,
    ['Ingress as extensions/v1beta1 is deprecated and will be gone in Kubernetes 1.22; write networking.k8s.io/v1.'],
  ],
  ['v1', 'Pod', 37, []],
  ['argoproj.io/v1alpha1', 'Rollout', 37, []],
])('%s %s in Kubernetes 1.%i: %j', (apiVersion, kind, kubernetes, messages) => {
  const manifest = JSON.stringify({ apiVersion, kind, metadata: { name: 'web' } });
  expect(runRules(RULES, manifest, { kubernetes }).map(({ message }) => message)).toEqual(messages);
});
