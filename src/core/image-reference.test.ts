import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, parseImageReference, repositoryOf } from './image-reference.ts';

const HEX = 'dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c';

function read(text: string): string {
  const reference = parseImageReference(text);
  if (typeof reference === 'string') return reference;
  const { tag, digest } = reference;
  return `${repositoryOf(reference)}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

describe('an image reference', () => {
  // The cases of normalize_test.go and reference_test.go of github.com/distribution/reference.
  test.each([
    ['redis', 'docker.io/library/redis'],
    ['redis:latest', 'docker.io/library/redis:latest'],
    ['docker.io/redis', 'docker.io/library/redis'],
    ['index.docker.io/library/debian', 'docker.io/library/debian'],
    ['index.docker.io/debian', 'docker.io/library/debian'],
    ['docker.io/library/foo/bar', 'docker.io/library/foo/bar'],
    ['dmcgowan/myapp', 'docker.io/dmcgowan/myapp'],
    ['docker---rules/docker', 'docker.io/docker---rules/docker'],
    ['dock__er/docker', 'docker.io/dock__er/docker'],
    ['test_com/foo', 'docker.io/test_com/foo'],
    ['test.com/foo', 'test.com/foo'],
    ['test-com:8080/foo', 'test-com:8080/foo'],
    ['localhost/foo', 'localhost/foo'],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b:1'],
    ['127.0.0.1:5000/docker', '127.0.0.1:5000/docker'],
    ['192.168.0.1', 'docker.io/library/192.168.0.1'],
    ['192.168.0.1:80', 'docker.io/library/192.168.0.1:80'],
    ['[fc00::1]:5000/docker', '[fc00::1]:5000/docker'],
    ['[2001:db8::1]/repo', '[2001:db8::1]/repo'],
    ['xn--n3h.com:18080/foo', 'xn--n3h.com:18080/foo'],
    ['Docker/docker', 'Docker/docker'],
    ['FOO/bar', 'FOO/bar'],
    [`docker.io/${HEX}`, `docker.io/library/${HEX}`],
    [HEX.slice(1), `docker.io/library/${HEX.slice(1)}`],
    [`redis@sha256:${HEX}`, `docker.io/library/redis@sha256:${HEX}`],
    [`redis:7@sha256:${HEX}`, `docker.io/library/redis:7@sha256:${HEX}`],
    [`localhost:5000/a:1_x.Y-z@sha512:${HEX}${HEX}`, `localhost:5000/a:1_x.Y-z@sha512:${HEX}${HEX}`],
  ])('%s is %s', (text, full) => {
    expect(read(text)).toBe(full);
  });

  test.each([
    ['', 'name'],
    ['https://github.com/docker/docker', 'name'],
    ['docker/Docker', 'upper-case'],
    ['Nginx', 'upper-case'],
    ['docker.io/docker/Docker:1', 'upper-case'],
    ['-docker', 'name'],
    ['docker-/docker', 'name'],
    ['_docker/_docker', 'name'],
    ['dock..er/docker', 'name'],
    ['dock_.er/docker', 'name'],
    ['docker///docker', 'name'],
    ['docker/', 'name'],
    ['-docker.io/docker', 'name'],
    ['[fc00::1]', 'name'],
    ['[fc00::1]:5000', 'name'],
    ['fc00::1:5000/debian', 'name'],
    ['[fe80::1%eth0]:5000/debian', 'name'],
    ['[2001:db8:3:4::192.0.2.33]:5000/debian', 'name'],
    [HEX, 'identifier'],
    [`${'a'.repeat(256)}/docker`, 'name'],
    ['{{ .Values.image }}', 'name'],
    ['registry.example.com/web:${TAG}', 'tag'],
    ['nginx:', 'tag'],
    ['nginx:-1', 'tag'],
    [`nginx:${'1'.repeat(129)}`, 'tag'],
    ['nginx:1:2', 'tag'],
    [' nginx', 'name'],
    ['nginx\n', 'name'],
    ['nginx@', 'digest'],
    ['nginx@sha256:abc', 'digest'],
    [`nginx@sha256:${HEX.toUpperCase()}`, 'digest'],
    [`nginx@sha1:${HEX.slice(0, 40)}`, 'digest'],
    [`nginx@sha512:${HEX}`, 'digest'],
    [`nginx@sha256:${HEX}@sha256:${HEX}`, 'digest'],
  ])('%j is refused for its %s', (text, fault) => {
    expect(parseImageReference(text)).toBe(fault);
  });

  test('reads what it writes the same', () => {
    const alphabet = ['a', 'Z', '0', '.', '_', '-', '/', ':', '@', '[', ']', '//', 'docker.io/', 'sha256:', HEX];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }), (parts) => {
        const full = read(parts.join(''));
        return !full.includes('/') || read(full) === full;
      }),
    );
    expect(read('a/b:1')).toBe('docker.io/a/b:1');
  });

  test('of any length is read in time that grows with its length', () => {
    const started = performance.now();
    for (const text of [
      'a-'.repeat(100_000),
      'a.'.repeat(100_000),
      `${'a-'.repeat(100_000)}./x`,
      '/'.repeat(200_000),
    ]) {
      expect(parseImageReference(text)).toBe('name');
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a repository lies within', () => {
  test.each([
    ['gcr.io/acme/web', 'gcr.io/acme', true],
    ['gcr.io/acme', 'gcr.io/acme', true],
    ['gcr.io/acme-evil/web', 'gcr.io/acme', false],
    ['gcr.io.evil.example/acme/web', 'gcr.io', false],
    ['gcr.io:5000/acme/web', 'gcr.io', false],
    ['docker.io/library/nginx', 'docker.io', true],
  ])('%s in %s: %s', (repository, prefix, within) => {
    expect(isWithin(repository, prefix)).toBe(within);
  });
});
