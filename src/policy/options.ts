import * as v from 'valibot';
import type { OptionsSchema, Rule } from '../evidence/rule.ts';

type Options = Record<string, unknown>;

const NO_OPTIONS: v.GenericSchema<Options> = v.strictObject({});

/** The schema of a rule's options; a rule without options takes none. */
export function optionsSchemaOf({ options }: Rule): v.GenericSchema<Options> {
  if (options === undefined) return NO_OPTIONS;
  if (isValibotSchema(options)) return options;
  throw new Error(`The options of a rule are a schema of valibot, not ${options.type}.`);
}

/** The options of a rule where nobody has set any. */
export function defaultOptionsOf(rule: Rule): Options {
  return v.getDefaults(optionsSchemaOf(rule)) ?? {};
}

function isValibotSchema(schema: OptionsSchema): schema is OptionsSchema & v.GenericSchema<Options> {
  return 'kind' in schema && schema.kind === 'schema';
}
