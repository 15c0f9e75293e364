import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readText } from '../../../test/repository.ts';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  validateSchema: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'date-time': (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text),
    'iri-reference': true,
    'idn-email': true,
    email: true,
    date: true,
    regex: true,
  },
});
/** Without all errors: SPDX 3 would have those of each class for each element. */
const ajv2020 = new Ajv2020({ strict: false, validateSchema: false });

for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
  ajv.addSchema(libraryFile(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);

const compiled = new Map<string, ValidateFunction>();

function libraryFile(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(LIBRARY, `res/schema/${name}.SNAPSHOT.schema.json`), 'utf8'));
}

/** What the official schema says against a document: `CycloneDX 1.6`, `SPDX 3.0.1`. Empty for a valid one. */
export function schemaFaults(
  schema: `CycloneDX ${string}` | `SPDX ${'2.3' | '3.0.1'}`,
  text: string,
): readonly string[] {
  const known = compiled.get(schema);
  const validate = known ?? (schema === 'SPDX 3.0.1' ? ajv2020 : ajv).compile(schemaOf(schema));
  compiled.set(schema, validate);
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function schemaOf(schema: string): Record<string, unknown> {
  const spdx = /^SPDX (.+)$/.exec(schema)?.[1];
  if (spdx !== undefined) return JSON.parse(readText(`src/sbom/testdata/spdx-schema-${spdx}.json`));
  return libraryFile(`bom-${schema.slice('CycloneDX '.length)}`);
}
