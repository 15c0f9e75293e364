import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from '../../src/contract/report-schema.ts';
import type { Rule } from '../../src/evidence/rule.ts';
import { actionSchema, policySchema } from '../../src/policy/schema.ts';

/** What JSON Schema has no word for (that a date exists) is left to the program. */
const CONVERSION: ConversionConfig = { target: 'draft-2020-12', errorMode: 'ignore' };

/** A policy is described as it is written, where everything has a default. */
export const POLICY_CONVERSION: ConversionConfig = { ...CONVERSION, typeMode: 'input' };

/** The JSON Schema of `-o json`. */
export function reportJsonSchema(): string {
  return written('The report of plimsoll check and gate (-o json)', toJsonSchema(reportSchema, CONVERSION));
}

/** The JSON Schema of `plimsoll.yaml`, with the options of each rule. */
export function policyJsonSchema(rules: readonly Rule[]): string {
  const schema = toJsonSchema(policySchema(rules), { ...POLICY_CONVERSION, definitions: { action: actionSchema } });
  return written('The policy file of Plimsoll (plimsoll.yaml)', schema);
}

function written(title: string, { $schema, ...schema }: JsonSchema): string {
  return `${JSON.stringify({ $schema, title, ...schema }, undefined, 2)}\n`;
}
