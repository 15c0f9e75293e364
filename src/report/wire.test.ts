import { expect, test } from 'vitest';
import { check } from '../gate/check.ts';
import { loadManifests } from '../gate/load-manifests.ts';
import { loadPolicy } from '../policy/load.ts';
import { reportDocument } from './wire.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers: [{ name: a, image: registry.example.com/a }]
`;

const clock = { now: () => new Date('2027-01-15T12:00:00Z') };

async function idsOf(...texts: readonly string[]): Promise<readonly string[]> {
  const units = texts.map((text, index) => loadManifests([{ path: `unit-${index}`, text }]));
  const policy = loadPolicy({ path: 'plimsoll.yaml', text: 'profile: restricted\n' });
  return reportDocument(await check({ units, policy, clock })).findings.map(({ id }) => id);
}

test('the ids of findings are the same at every run, wherever in the file they stand', async () => {
  const ids = await idsOf(POD);
  expect(await idsOf(POD)).toEqual(ids);
  expect(await idsOf(`# moved\n\n${POD}`)).toEqual(ids);
});

test('the ids of findings are told apart by unit, and within one unit by their order', async () => {
  const TWICE = `${POD}---\n${POD}`;
  for (const ids of [await idsOf(POD, POD), await idsOf(TWICE), await idsOf(TWICE, TWICE, TWICE)]) {
    expect(new Set(ids).size).toBe(ids.length);
  }
});
