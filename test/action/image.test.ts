import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/gate/check.ts';
import { loadManifests } from '../../src/gate/load-manifests.ts';
import { profilePolicy } from '../../src/policy/load.ts';
import { listFiles, ROOT, readText } from '../repository.ts';

const instructions = readText('Containerfile')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), value: line.slice(line.indexOf(' ') + 1).trim() }));
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));

function valuesOf(name: string, within = instructions): readonly string[] {
  return within.filter((instruction) => instruction.name === name).map(({ value }) => value);
}

describe('the image', () => {
  test('is built in one image and runs in another, and a release can name both by digest', () => {
    expect(valuesOf('FROM')).toEqual(['${BUILD} AS build', '${BASE}']);
  });

  test('needs no shell to be made or to start', () => {
    expect(valuesOf('RUN', last)).toEqual([]);
    for (const value of [...valuesOf('ENTRYPOINT'), ...valuesOf('CMD')]) expect(value).toMatch(/^\[".+"\]$/);
  });

  test('runs as a number that is not root, over files that are root’s', () => {
    expect(valuesOf('USER', last)).toEqual(['65532:65532']);
    for (const copy of valuesOf('COPY', last)) expect(copy).toMatch(/^--from=build --chown=0:0 /);
  });

  test('runs a file that the build makes', () => {
    const [entry = ''] = valuesOf('ENTRYPOINT', last);
    const { bin } = JSON.parse(readText('package.json')) as { bin: { plimsoll: string } };
    expect(entry).toContain(`"/plimsoll/${bin.plimsoll}"`);
  });

  test('is made of what .containerignore lets in, and all of that is there', () => {
    const [first, ...kept] = readText('.containerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(kept.filter((line) => !line.startsWith('!') || !existsSync(join(ROOT, line.slice(1))))).toEqual([]);
  });
});

test('the user in the manifest of examples/in-cluster is that of the image', () => {
  const documents = listFiles('examples/in-cluster/*.yaml').flatMap((file) => loadAll(readText(file)));
  const cronJob = documents.find((document) => (document as { kind?: string }).kind === 'CronJob');
  const at = ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'securityContext', 'runAsUser'];
  expect(cronJob).toHaveProperty(at, 65532);
  expect(valuesOf('USER')).toEqual(['65532:65532']);
});

test('its own manifests pass the restricted profile without a finding', async () => {
  const sources = listFiles('examples/in-cluster/*.yaml').map((path) => ({ path, text: readText(path) }));
  const clock = { now: () => new Date('2026-01-01T00:00:00Z') };
  const { verdict, findings } = await check({ units: [loadManifests(sources)], policy: profilePolicy(), clock });
  expect(findings.map(({ rule }) => rule)).toEqual([]);
  expect(verdict).toBe('passed');
});
