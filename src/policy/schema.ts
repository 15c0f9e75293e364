import * as v from 'valibot';
import { actions } from '../core/action.ts';
import { subjectParts } from '../core/subject.ts';
import { profileNames, type Rule } from '../evidence/rule.ts';
import { optionsSchemaOf } from './options.ts';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a day is in the calendar: JavaScript reads 2027-02-31 as a day of March. */
function isDay(day: string): boolean {
  return ISO_DAY.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
}

/** What a rule can be set to. */
export const actionSchema = v.pipe(
  v.picklist(actions),
  v.description('What to make of a finding: deny blocks, warn shows, audit counts, off does not look.'),
);

const scopeSchema = v.pipe(
  v.strictObject(
    Object.fromEntries(
      subjectParts.map((part) => [part, v.optional(v.pipe(v.string(), v.nonEmpty('must not be empty')))]),
    ),
  ),
  v.check(
    (scope) => Object.values(scope).some((part) => part !== undefined),
    'must name at least one part of the subject',
  ),
  v.description('The findings that it covers: a partial subject, each part exact or `*`.'),
);

const exceptionSchema = v.strictObject({
  rule: v.pipe(v.string(), v.description('The id of the rule.')),
  scope: scopeSchema,
  owner: v.pipe(
    v.string(),
    v.nonEmpty('must name who accepted the finding'),
    v.description('Who accepted it, and answers for it.'),
  ),
  reason: v.pipe(v.string(), v.nonEmpty('must say why'), v.description('Why it is accepted.')),
  expires: v.pipe(
    v.string(),
    v.check(isDay, 'must be a day, as 2027-01-31'),
    v.description('The last day on which it holds, in UTC.'),
  ),
});

const workloadSchema = v.strictObject({
  group: v.pipe(v.string(), v.description('The API group: `example.com` of `example.com/v1`.')),
  kind: v.pipe(v.string(), v.nonEmpty('must name a kind')),
  podTemplate: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'must be a path of field names, as spec.template'),
    v.description('Where the pod template stands, as `spec.template`.'),
  ),
});

/** The schema of `plimsoll.yaml`; what each rule allows comes from the rules themselves. */
export function policySchema(rules: readonly Rule[]): ReturnType<typeof policyObject> {
  return policyObject(Object.fromEntries(rules.map((rule) => [rule.id, v.optional(settingSchema(rule))])));
}

function settingSchema(rule: Rule) {
  return v.pipe(
    v.union([
      actionSchema,
      v.strictObject({
        action: v.optional(actionSchema),
        options: v.optional(optionsSchemaOf(rule)),
      }),
    ]),
    v.description(rule.title),
  );
}

function policyObject(rules: Record<string, v.OptionalSchema<ReturnType<typeof settingSchema>, undefined>>) {
  return v.strictObject({
    profile: v.optional(
      v.pipe(v.picklist(profileNames), v.description('The built-in profile to start from.')),
      'restricted',
    ),
    rules: v.optional(
      v.pipe(v.strictObject(rules), v.description('Actions and options that differ from the profile.')),
      {},
    ),
    workloads: v.optional(v.pipe(v.array(workloadSchema), v.description('Custom kinds that hold a pod template.')), []),
    exceptions: v.optional(v.pipe(v.array(exceptionSchema), v.description('Findings that someone accepted.')), []),
  });
}

/** A policy file as its schema reads it. */
export type PolicyFile = v.InferOutput<ReturnType<typeof policyObject>>;
