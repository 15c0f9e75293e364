import * as v from 'valibot';
import type { ReportDocument } from './report.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const verdict = v.pipe(
  v.picklist(['passed', 'blocked', 'incomplete']),
  v.description(
    '`blocked` if a failing finding with the action deny has no exception; else `incomplete` if something could not be decided; else `passed`.',
  ),
);
const severity = v.picklist(['critical', 'high', 'medium', 'low', 'info', 'unknown']);

const subject = v.pipe(
  v.strictObject({
    cluster: v.optional(text),
    apiVersion: v.optional(text),
    kind: v.optional(text),
    namespace: v.optional(text),
    name: v.optional(text),
    container: v.optional(text),
    image: v.optional(text),
  }),
  v.description('What a finding is about; the parts that apply.'),
);

const fileLocation = v.pipe(
  v.strictObject({
    file: v.pipe(text, v.description('The file as it was named; `-` is standard input.')),
    line: v.pipe(count, v.description('From 1.')),
    column: v.pipe(count, v.description('From 1, in UTF-16 units.')),
    path: v.pipe(text, v.description('The field of the resource, as `spec.containers[0].image`.')),
    rendered: v.optional(
      v.pipe(
        v.strictObject({ by: v.picklist(['helm', 'kustomize']), line: count }),
        v.description('The line of what was rendered; file, line and column then name what its authors wrote.'),
      ),
    ),
    value: v.optional(
      v.pipe(
        v.strictObject({ path: text, file: text, line: count, column: count }),
        v.description('The value of the chart that is written there, and where it is set.'),
      ),
    ),
  }),
  v.description('Where a finding stands.'),
);

const folded = v.strictObject({ rule: text, id: text, message: text });

const appliedException = v.strictObject({ owner: text, reason: text, expires: v.pipe(text, v.isoDate()) });

const finding = v.strictObject({
  id: v.pipe(text, v.regex(/^[0-9a-f]{64}$/), v.description('Stable across runs.')),
  unit: v.pipe(text, v.description('The path of the unit that it was found in.')),
  rule: text,
  severity,
  action: v.picklist(['deny', 'warn', 'audit']),
  status: v.pipe(v.picklist(['fail', 'unknown']), v.description('`unknown`: the rule could not decide.')),
  subject,
  location: fileLocation,
  message: text,
  remediation: text,
  also: v.pipe(v.array(folded), v.description('Findings that say the same less precisely.')),
  exception: v.optional(appliedException),
});

const rule = v.strictObject({
  id: text,
  title: text,
  why: text,
  severity,
  standards: v.array(text),
  evaluated: count,
  failed: count,
  unknown: count,
});

const image = v.strictObject({
  reference: text,
  digest: v.optional(text),
  unknown: v.optional(v.pipe(text, v.description('Why it was not opened.'))),
  workloads: v.array(text),
});

const missing = v.strictObject({
  code: v.pipe(text, v.description('One of docs/reference/errors.md.')),
  what: text,
  supply: v.pipe(text, v.description('What would supply it.')),
  file: v.optional(text),
  line: v.optional(count),
  column: v.optional(count),
});

const exception = v.strictObject({
  rule: text,
  owner: text,
  reason: text,
  expires: text,
  state: v.picklist(['applied', 'unused', 'expired']),
  findings: count,
});

/** The report as `-o json` writes it: a public contract. */
export const reportSchema: v.GenericSchema<ReportDocument> = v.strictObject({
  schemaVersion: v.literal(1),
  tool: v.strictObject({ name: v.literal('plimsoll'), version: text }),
  command: v.picklist(['check', 'gate']),
  time: v.pipe(text, v.isoTimestamp()),
  verdict,
  units: v.pipe(
    v.array(v.strictObject({ path: text, verdict })),
    v.description('Resources that are applied together; the verdict of the report is the worst of theirs.'),
  ),
  checked: v.strictObject({
    files: count,
    documents: count,
    resources: count,
    workloads: count,
    containers: count,
    images: count,
    ignored: v.pipe(count, v.description('Documents that are no Kubernetes objects.')),
    hidden: v.pipe(count, v.description('Files that git ignores, which were not read.')),
  }),
  rules: v.array(rule),
  findings: v.array(finding),
  images: v.array(image),
  incomplete: v.array(missing),
  exceptions: v.array(exception),
  policy: v.strictObject({
    profile: text,
    kubernetes: v.pipe(text, v.description('The version that was judged for, as `1.37`.')),
    standard: v.optional(v.pipe(text, v.description('The standard whose rules alone ran, where one was asked for.'))),
    files: v.array(v.strictObject({ path: text, sha256: text })),
  }),
  database: v.pipe(v.null(), v.description('The advisories that took part; none yet.')),
  against: v.optional(
    v.pipe(
      v.strictObject({
        what: v.pipe(text, v.description('What was compared with, as `main (3f2a1c9)`.')),
        known: v.pipe(count, v.description('How many findings were there already: they are not in `findings`.')),
      }),
      v.description('Where only what is new was asked for. The verdicts are those of what is new.'),
    ),
  ),
});
