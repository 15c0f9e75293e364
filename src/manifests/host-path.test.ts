import { describe, expect, test } from 'vitest';
import { liesIn, normalPath, sensitivePath } from './host-path.ts';

describe('a path of the node', () => {
  test.each([
    ['/', '/'],
    ['', '/'],
    ['//etc//', '/etc'],
    ['/etc/./kubernetes/', '/etc/kubernetes'],
    ['/opt/../etc', '/etc'],
    ['/../..', '/'],
    ['/var/run/docker.sock', '/run/docker.sock'],
    ['/var/running', '/var/running'],
    ['/var/run', '/run'],
    ['C:\\', 'c:'],
    ['c:/Windows/System32', 'c:/windows/system32'],
    ['\\\\.\\pipe\\docker_engine', 'pipe/docker_engine'],
  ])('%s is %s', (written, normal) => {
    expect(normalPath(written)).toBe(normal);
  });

  test.each([
    ['/etc/kubernetes', '/etc', true],
    ['/etc', '/etc', true],
    ['/etcd', '/etc', false],
    ['/anything', '/', true],
  ])('%s lies in %s: %s', (path, folder, lies) => {
    expect(liesIn(path, folder)).toBe(lies);
  });

  test.each([
    ['/', true, '/'],
    ['/etc', true, '/etc'],
    ['/etc/localtime', true, undefined],
    ['/etc/localtime', false, '/etc'],
    ['/etc/kubernetes/pki', true, '/etc/kubernetes'],
    ['/usr/share/zoneinfo', true, undefined],
    ['/usr/local/bin', false, '/usr'],
    ['/lib/modules', true, undefined],
    ['/lib/modules', false, '/lib'],
    ['/proc', true, '/proc'],
    ['/sys', true, undefined],
    ['/sys/fs/bpf', true, undefined],
    ['/sys/fs/bpf', false, '/sys'],
    ['/dev/kvm', false, undefined],
    ['/dev', true, '/dev'],
    ['/var/lib/kubelet/pods', true, '/var/lib/kubelet'],
    ['/var/lib/my-app', false, undefined],
    ['/data', false, undefined],
    ['c:', true, 'c:'],
  ])('%s, read-only %s, is sensitive by %s', (path, readOnly, by) => {
    expect(sensitivePath(path, readOnly)?.path).toBe(by);
  });
});
