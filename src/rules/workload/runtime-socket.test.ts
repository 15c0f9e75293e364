import { expect, test } from 'vitest';
import { messageIds, runRule } from '../../../test/rules/run-rule.ts';
import { runtimeSocket } from './runtime-socket.ts';

test.each([
  ['/var/run/docker.sock', undefined, ['socket']],
  ['/run/docker.sock', undefined, ['socket']],
  ['//var/run/./docker.sock', undefined, ['socket']],
  ['/run', 'docker.sock', ['socket']],
  ['/run', 'shop', []],
  ['/run', undefined, ['folder']],
  ['/run/containerd/', undefined, ['folder']],
  ['/run/k3s', undefined, ['folder']],
  ['/run/containerd-shop', undefined, []],
  ['/run/crio/crio.sock', undefined, ['socket']],
  ['\\\\.\\pipe\\docker_engine', undefined, ['socket']],
  ['/run/user/1000/podman/podman.sock', undefined, ['socket']],
  ['/run/shop/docker.sock.d', undefined, []],
  ['/', undefined, []],
  ['/var', undefined, []],
])('the path %s with the subPath %s: %j', (path, subPath, reports) => {
  const spec = {
    volumes: [{ name: 'host', hostPath: { path } }],
    containers: [{ name: 'web', volumeMounts: [{ name: 'host', mountPath: '/mnt', readOnly: true, subPath }] }],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };
  expect(messageIds(runRule(runtimeSocket, JSON.stringify(pod)))).toEqual(reports);
});

test('a container that cannot be read leaves the rule undecided', () => {
  const spec = {
    volumes: [{ name: 'host', hostPath: { path: '/run/docker.sock' } }],
    containers: [{ name: 'web' }, 'web'],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };
  const [reported] = runRule(runtimeSocket, JSON.stringify(pod));
  expect(reported?.status).toBe('unknown');
  expect(reported?.message).toContain('spec.containers[1] must be');
});
