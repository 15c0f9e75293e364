import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { formatFieldPath } from '../../core/field-path.ts';
import { conform } from './conform.ts';
import { schemaRootOf } from './structures.ts';

const CORPUS = path.join(process.env['PLIMSOLL_SHARED'] ?? path.resolve('../shared'), 'data/manifests');

/** A Kustomize patch with the directive of a strategic merge, which is no field of the object. */
const PATCHES = [
  'online-boutique/kustomize/components/without-loadgenerator/delete-loadgenerator.patch.yaml: ["$patch"] is unknown',
];

describe.skipIf(!existsSync(CORPUS))(`the manifests of ${CORPUS} (skipped where it is absent)`, () => {
  test('conform', () => {
    const faults: string[] = [];
    let conformed = 0;
    for (const file of readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).toSorted()) {
      for (const document of documentsOf(file)) {
        const structure = schemaRootOf(String(document['apiVersion']), String(document['kind']));
        if (structure === undefined) continue;
        conformed += 1;
        faults.push(...faultsOf(document, structure).map((fault) => `${file}: ${fault}`));
      }
    }
    expect(faults).toEqual(PATCHES);
    expect(conformed).toBeGreaterThan(900);
  });
});

function faultsOf(document: Record<string, unknown>, structure: string): string[] {
  const { wrong, unknownFields } = conform(document, structure);
  return [
    ...wrong.map((fault) => `${formatFieldPath(fault.path)} is ${fault.found}`),
    ...unknownFields.map((field) => `${formatFieldPath(field.path)} is unknown`),
  ];
}

function documentsOf(file: string): Record<string, unknown>[] {
  if (!/\.ya?ml$/.test(file)) return [];
  return parse(readFileSync(path.join(CORPUS, file), 'utf8')).filter(isObject);
}

/** Charts are templates: most of their files are no YAML. */
function parse(text: string): unknown[] {
  try {
    return loadAll(text);
  } catch {
    return [];
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
