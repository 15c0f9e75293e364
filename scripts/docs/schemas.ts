import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from '../../src/contract/report-schema.ts';
import type { Rule } from '../../src/evidence/rule.ts';
import {
  actionSchema,
  namespaceSettingSchema,
  policySchema,
  ruleIdSchema,
  rulePatternSchema,
} from '../../src/policy/file/schema.ts';

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
  const definitions = {
    action: actionSchema,
    namespaceSetting: namespaceSettingSchema,
    rule: ruleIdSchema,
    rules: rulePatternSchema,
  };
  const { $defs, ...schema } = toJsonSchema(policySchema(rules), { ...POLICY_CONVERSION, definitions });
  const ids = rules.map(({ id }) => id);
  const areas = [...new Set(ids.map((id) => `${id.slice(0, id.indexOf('/'))}/*`))];
  // Which rules there are the program looks up, so that it can name the nearest; an editor completes from the list.
  return written('The policy file of Plimsoll (plimsoll.yaml)', {
    ...schema,
    $defs: {
      ...$defs,
      rule: { ...described($defs?.['rule']), enum: ids },
      rules: { ...described($defs?.['rules']), enum: ['*', ...areas, ...ids] },
    },
  });
}

function described(schema: JsonSchema | boolean | undefined): JsonSchema {
  return typeof schema === 'object' ? schema : {};
}

function written(title: string, { $schema, ...schema }: JsonSchema): string {
  return `${JSON.stringify({ $schema, title, ...schema }, undefined, 2)}\n`;
}
