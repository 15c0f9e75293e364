import { expect, test } from 'vitest';
import { beginsAsDockerfile, isDockerfileName } from './file-name.ts';

test.each([
  ['Dockerfile', true],
  ['dockerfile', true],
  ['Dockerfile.dev', true],
  ['Dockerfile-alpine', true],
  ['Dockerfile.3.20', true],
  ['cart.Dockerfile', true],
  ['cart.dockerfile', true],
  ['Containerfile', true],
  ['Containerfile.prod', true],
  ['Dockerfile.dockerignore', false],
  ['.dockerignore', false],
  ['Dockerfile.j2', false],
  ['Dockerfile.yaml', false],
  ['Dockerfile.md', false],
  ['Dockerfile.bak', false],
  ['Dockerfile~', false],
  ['Dockerfiles', false],
  ['my-Dockerfile', false],
  ['read-dockerfile.ts', false],
])('the name %s: %s', (name, expected) => {
  expect(isDockerfileName(name)).toBe(expected);
});

test.each([
  ['FROM debian:12.11\n', true],
  ['\uFEFF# a comment\n\n  from a\n', true],
  ['ARG A=1\nFROM a:$A\n', true],
  ['kind: Pod\n', false],
  ['FROM: a\n', false],
  ['FROM :\n', false],
  ['# FROM a\n', false],
  ['', false],
])('%j begins as one: %s', (text, expected) => {
  expect(beginsAsDockerfile(text)).toBe(expected);
});
