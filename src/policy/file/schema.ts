import * as v from 'valibot';
import { actions } from '../../core/action.ts';
import { subjectParts } from '../../core/subject.ts';
import { vexJustifications } from '../../core/vex.ts';
import { profileNames, type Rule } from '../../evidence/rule.ts';
import { optionsSchemaOf } from '../options.ts';

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

/** The id of a rule. Which ids there are is looked up afterwards, so that each wrong one is told with the nearest. */
export const ruleIdSchema = v.pipe(v.string(), v.description('The id of a rule.'));

/** The id of a rule, or the rules of an area. */
export const rulePatternSchema = v.pipe(
  v.string(),
  v.description('The id of a rule, `<area>/*` for the rules of an area, or `*` for all.'),
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
  rule: ruleIdSchema,
  scope: scopeSchema,
  owner: v.pipe(
    v.string(),
    v.nonEmpty('must name who accepted the finding'),
    v.description('Who accepted it, and answers for it.'),
  ),
  reason: v.pipe(v.string(), v.nonEmpty('must say why'), v.description('Why it is accepted.')),
  justification: v.optional(
    v.pipe(
      v.picklist(vexJustifications),
      v.description(
        'Why a flaw cannot be used here, as a label of VEX: `plimsoll vex` then writes that it is not affected.',
      ),
    ),
  ),
  expires: v.pipe(
    v.string(),
    v.check(isDay, 'must be a day, as 2027-01-31'),
    v.description('The last day on which it holds, in UTC.'),
  ),
  until: v.optional(
    v.pipe(
      v.picklist(['fixed']),
      v.description('What ends it before that day: `fixed`, that a version without the vulnerability ships.'),
    ),
  ),
});

const pathSchema = v.pipe(
  v.string(),
  v.nonEmpty('must name a file'),
  v.check((path) => !/^[A-Za-z][A-Za-z0-9+.-]+:/.test(path), 'must be a path: nothing is fetched from elsewhere'),
  v.check((path) => !path.includes('\0'), 'must be a path, without control characters'),
);

const extendsSchema = v.pipe(
  v.union([pathSchema, v.array(pathSchema)]),
  v.description('The policy file, or files, to start from: paths as seen from this file. What comes later counts.'),
);

const lockedSchema = v.pipe(
  v.array(rulePatternSchema),
  v.description('Rules that other files can make stricter only: no lower action, other options, exception or ignore.'),
);

const vexFilesSchema = v.pipe(
  v.array(pathSchema),
  v.description('VEX documents (OpenVEX, CycloneDX or CSAF) that count: paths as seen from this file.'),
);

const vexSchema = v.pipe(
  v.union([
    vexFilesSchema,
    v.strictObject({
      files: v.optional(vexFilesSchema, []),
      authors: v.optional(
        v.pipe(
          v.array(v.pipe(v.string(), v.nonEmpty('must name an author'))),
          v.description('The authors whose statements count, as documents name them; without it those of all.'),
        ),
      ),
      noted: v.optional(
        v.pipe(
          v.array(rulePatternSchema),
          v.description('Rules whose findings statements are shown with, and accepted only by an exception.'),
        ),
      ),
    }),
  ]),
  v.description('VEX documents, which say what flaws are to products.'),
);

const requirementSchema = v.pipe(
  v.strictObject({
    key: v.pipe(v.string(), v.nonEmpty('must name a label')),
    operator: v.picklist(['In', 'NotIn', 'Exists', 'DoesNotExist']),
    values: v.optional(v.array(v.string()), []),
  }),
  v.check(
    ({ operator, values }) => operator.endsWith('In') === values.length > 0,
    'must have values for In and NotIn, and none for Exists and DoesNotExist',
  ),
);

const selectorSchema = v.pipe(
  v.strictObject({
    matchLabels: v.optional(v.record(v.string(), v.string()), {}),
    matchExpressions: v.optional(v.array(requirementSchema), []),
  }),
  v.check(
    ({ matchLabels, matchExpressions }) => Object.keys(matchLabels).length + matchExpressions.length > 0,
    'must ask for at least one label',
  ),
  v.description('A label selector of Kubernetes, over the labels of the Namespace: never those of a workload.'),
);

const matchSchema = v.pipe(
  v.strictObject({
    names: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'))),
        v.nonEmpty('must name at least one namespace'),
        v.description('Names of namespaces, in which `*` stands for any characters.'),
      ),
    ),
    labels: v.optional(selectorSchema),
    trustUnit: v.optional(
      v.pipe(
        v.boolean(),
        v.description(
          'Whether to believe the labels of a Namespace that is judged itself. Whoever writes the manifests then chooses them.',
        ),
      ),
      false,
    ),
  }),
  v.check(({ names, labels }) => names !== undefined || labels !== undefined, 'must have names or labels'),
  v.description('The namespaces that it is for. With names and labels, both must fit.'),
);

/** What a rule can be set to in a namespace. */
export const namespaceSettingSchema = v.pipe(
  v.union([actionSchema, v.strictObject({ action: actionSchema })]),
  v.description('The action in these namespaces. Options are for the whole policy.'),
);

const workloadSchema = v.strictObject({
  group: v.pipe(v.string(), v.description('The API group: `example.com` of `example.com/v1`.')),
  kind: v.pipe(v.string(), v.nonEmpty('must name a kind')),
  podTemplate: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'must be a path of field names, as spec.template'),
    v.description('Where the pod template stands, as `spec.template`.'),
  ),
});

const databaseSchema = v.pipe(
  v.strictObject({
    maxAge: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[1-9]\d{0,3}d$/, 'must be a number of days, as 7d'),
        v.description(
          'How old advisories may be that are asked, as `7d`: older ones leave the verdict incomplete. Of several files the strictest counts.',
        ),
      ),
    ),
  }),
  v.description('What is expected of the database of advisories.'),
);

/** The schema of `plimsoll.yaml`; what each rule allows comes from the rules themselves. */
export function policySchema(rules: readonly Rule[]): ReturnType<typeof policyObject> {
  return policyObject(
    Object.fromEntries(rules.map((rule) => [rule.id, v.optional(settingSchema(rule))])),
    Object.fromEntries(rules.map((rule) => [rule.id, v.optional(namespaceSettingSchema)])),
  );
}

function settingSchema(rule: Rule) {
  return v.pipe(
    v.union([
      actionSchema,
      v.strictObject({
        action: v.optional(actionSchema),
        at: v.optional(
          v.pipe(
            v.strictObject({ admission: v.optional(actionSchema) }),
            v.description('The action where it differs: `admission` is kept for the webhook, which is to come.'),
          ),
        ),
        options: v.optional(optionsSchemaOf(rule)),
      }),
    ]),
    v.description(rule.title),
  );
}

type Settings<Schema extends v.GenericSchema> = Record<string, v.OptionalSchema<Schema, undefined>>;

const profileSchema = v.pipe(
  v.picklist(profileNames),
  v.description('The built-in profile to start from; restricted where none is named.'),
);

function namespaceObject(rules: Settings<typeof namespaceSettingSchema>) {
  return v.strictObject({
    match: matchSchema,
    profile: v.optional(
      v.pipe(v.picklist(profileNames), v.description('The profile of these namespaces; `rules` still count over it.')),
    ),
    rules: v.optional(v.pipe(v.strictObject(rules), v.description('Actions in these namespaces.')), {}),
  });
}

function policyObject(
  rules: Settings<ReturnType<typeof settingSchema>>,
  namespaceRules: Settings<typeof namespaceSettingSchema>,
) {
  return v.strictObject({
    extends: v.optional(extendsSchema),
    locked: v.optional(lockedSchema, []),
    profile: v.optional(profileSchema),
    rules: v.optional(
      v.pipe(v.strictObject(rules), v.description('Actions and options that differ from the profile.')),
      {},
    ),
    namespaces: v.optional(
      v.pipe(
        v.array(namespaceObject(namespaceRules)),
        v.description('What differs by namespace, in order: of two sections that set a rule the later one counts.'),
      ),
      [],
    ),
    ignores: v.optional(
      v.pipe(
        v.strictObject({
          allow: v.optional(
            v.pipe(
              v.array(rulePatternSchema),
              v.description('Rules whose findings they may ignore even where they are denied.'),
            ),
            [],
          ),
        }),
        v.description('What comments (`# plimsoll-ignore`) and annotations may do besides lowering warnings.'),
      ),
      { allow: [] },
    ),
    workloads: v.optional(v.pipe(v.array(workloadSchema), v.description('Custom kinds that hold a pod template.')), []),
    vex: v.optional(vexSchema),
    database: v.optional(databaseSchema),
    exceptions: v.optional(v.pipe(v.array(exceptionSchema), v.description('Findings that someone accepted.')), []),
  });
}

/** A policy file as its schema reads it. */
export type PolicyFile = v.InferOutput<ReturnType<typeof policyObject>>;
