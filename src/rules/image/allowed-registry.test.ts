import * as v from 'valibot';
import { expect, test } from 'vitest';
import { messageIds, runRule } from '../../../test/rules/run-rule.ts';
import { optionsSchemaOf } from '../../policy/options.ts';
import { allowedRegistry } from './allowed-registry.ts';

test.each([
  ['gcr.io/acme', 'gcr.io/acme/web', []],
  ['gcr.io/acme', 'gcr.io/acme-evil/web', ['notAllowed']],
  ['gcr.io', 'gcr.io.evil.example/web', ['notAllowed']],
  ['gcr.io', 'evil.example/gcr.io/web', ['notAllowed']],
  ['docker.io', 'nginx', []],
  ['docker.io', 'index.docker.io/nginx', []],
  ['docker.io/library', 'acme/nginx', ['notAllowed']],
  ['registry.example.com:5000', 'registry.example.com:5000/web', []],
  ['registry.example.com', 'registry.example.com:5000/web', ['notAllowed']],
  ['localhost:5000', 'localhost:5000/web', []],
])('%s allows %s: %j', (registry, image, reports) => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image }] },
  };
  const run = { options: { registries: [registry] } };
  expect(messageIds(runRule(allowedRegistry, JSON.stringify(pod), run))).toEqual(reports);
});

test.each([
  ['ghcr.io/acme', true],
  ['docker.io', true],
  ['localhost:5000', true],
  ['registry:5000/acme', true],
  ['ghcr.io/acme/', false],
  ['acme', false],
  ['library/nginx', false],
  ['https://ghcr.io', false],
  ['*.example.com', false],
  ['', false],
])('the entry %j is taken: %s', (registry, taken) => {
  expect(v.safeParse(optionsSchemaOf(allowedRegistry), { registries: [registry] }).success).toBe(taken);
});
