import * as v from 'valibot';
import { mendingSchema } from './mending-schema.ts';
import type { ReportDocument } from './report.ts';
import { justification, severity, vexStatus, vulnerabilitySchema } from './vulnerability-schema.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const verdict = v.pipe(
  v.picklist(['passed', 'blocked', 'incomplete']),
  v.description(
    '`blocked` if a failing finding with the action deny has no exception; else `incomplete` if something could not be decided; else `passed`.',
  ),
);

const subject = v.pipe(
  v.strictObject({
    cluster: v.optional(text),
    apiVersion: v.optional(text),
    kind: v.optional(text),
    namespace: v.optional(text),
    name: v.optional(text),
    container: v.optional(text),
    image: v.optional(text),
    package: v.optional(v.pipe(text, v.description('A package of the image, as its advisories name it.'))),
    vulnerability: v.optional(v.pipe(text, v.description('The flaw in it.'))),
  }),
  v.description('What a finding is about; the parts that apply.'),
);

const imageLocation = v.pipe(
  v.strictObject({
    digest: v.pipe(v.nullable(text), v.description('The digest of its manifest.')),
    layer: v.pipe(v.nullable(count), v.description('From 1, the lowest; null for what stands in no layer.')),
    layerDigest: v.pipe(v.nullable(text), v.description('The digest of the blob of that layer.')),
    diffId: v.pipe(v.nullable(text), v.description('The digest of what that layer unpacks to.')),
    step: v.pipe(text, v.description('The step of its history that made it; empty where nothing tells it.')),
    paths: v.pipe(v.array(text), v.description('The files that it is about, from the root; at most 100.')),
  }),
  v.description(
    'Where it stands in an image that was opened; file, line and column then are those of its history, written as a Dockerfile.',
  ),
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
    image: v.optional(imageLocation),
  }),
  v.description('Where a finding stands.'),
);

const folded = v.strictObject({ rule: text, id: text, message: text });

const appliedException = v.pipe(
  v.variant('source', [
    v.strictObject({
      source: v.literal('policy'),
      owner: text,
      reason: text,
      justification: v.optional(justification),
      expires: v.pipe(text, v.isoDate()),
    }),
    v.strictObject({
      source: v.literal('vex'),
      status: v.picklist(['not_affected', 'fixed']),
      justification: v.pipe(text, v.description('In the words of the document; empty where there is none.')),
      reason: v.pipe(text, v.description('Empty where nothing is said.')),
      author: v.pipe(text, v.description('As the document names them: nothing proves it.')),
      file: text,
      place: v.pipe(text, v.description('The statement in the file, as `statements[3]`.')),
    }),
    v.strictObject({ source: v.picklist(['comment', 'annotation']), reason: text }),
  ]),
  v.description(
    'What accepts it: an exception of the policy file, a VEX statement, or a comment or annotation beside it.',
  ),
);

const vexReport = v.strictObject({
  documents: v.array(
    v.strictObject({
      path: text,
      sha256: text,
      format: v.pipe(text, v.description('As `OpenVEX 0.2.0`.')),
      statements: count,
      unread: v.pipe(
        v.array(v.strictObject({ place: text, why: text })),
        v.description('What could not be read; `why` is the rest of a sentence.'),
      ),
    }),
  ),
  statements: v.array(
    v.strictObject({
      file: text,
      place: v.pipe(text, v.description('The statement in the file, as `statements[3]`.')),
      vulnerability: text,
      products: v.pipe(v.array(text), v.description('The first of them.')),
      status: vexStatus,
      author: text,
      state: v.pipe(
        v.picklist(['applied', 'noted', 'refused', 'older', 'unused', 'untrusted']),
        v.description('`noted`: it is shown with findings. `refused`: the policy does not let it accept.'),
      ),
      findings: v.pipe(count, v.description('How many it accepts, or is shown with.')),
      near: v.pipe(v.array(text), v.description('What was found that is nearest to one that is about nothing.')),
    }),
  ),
  unlisted: v.pipe(count, v.description('How many more statements are about nothing.')),
});

const database = v.strictObject({
  path: text,
  modified: v.pipe(text, v.description('When the newest of them was changed; empty where there are none.')),
  sources: v.pipe(
    v.array(v.strictObject({ name: text, modified: text, taken: text })),
    v.description('Those that were asked for.'),
  ),
  unasked: v.pipe(
    v.record(text, count),
    v.description('How many packages are of kinds of which nobody publishes advisories, by their kind.'),
  ),
});

const condition = v.strictObject({
  name: v.picklist([
    'image-scan-passes',
    'restricted-standard-holds',
    'egress-is-limited',
    'no-credential-in-environment',
  ]),
  state: v.pipe(
    v.picklist(['met', 'unmet', 'unknown', 'unasked']),
    v.description(
      'In fact: also where the policy only warns of what stands against it. `unasked`: the policy leaves out rules of it, or there is nothing to ask.',
    ),
  ),
  findings: v.pipe(count, v.description('How many stand against it.')),
  accepted: v.pipe(count, v.description('How many more somebody accepted.')),
});

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
  refusal: v.optional(
    v.pipe(text, v.description('Why a comment, annotation or VEX statement that would accept it does not.')),
  ),
  vulnerability: v.optional(vulnerabilitySchema),
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
  scope: v.pipe(v.record(text, text), v.description('The partial subject that it covers; each part exact, or `*`.')),
  owner: text,
  reason: text,
  justification: v.optional(justification),
  expires: text,
  until: v.optional(
    v.pipe(
      v.literal('fixed'),
      v.description('What ends it before its last day: that there is a version without the vulnerability.'),
    ),
  ),
  mendedIn: v.optional(v.pipe(text, v.description('The version that mends what it accepted, where that ended it.'))),
  daysLeft: v.pipe(
    v.number(),
    v.integer(),
    v.description('Whole days until its last day: 0 on that day, negative after it.'),
  ),
  state: v.picklist(['applied', 'unused', 'expired']),
  findings: v.pipe(count, v.description('How many it covers, or would cover had it not expired.')),
  file: v.pipe(text, v.description('The policy file that it stands in.')),
  line: v.pipe(count, v.description('From 1.')),
});

const ignore = v.pipe(
  v.strictObject({
    source: v.picklist(['comment', 'annotation']),
    file: text,
    line: v.pipe(count, v.description('From 1.')),
    rule: v.pipe(text, v.description('As written; empty where none is.')),
    reason: v.pipe(text, v.description('As written; empty where none is.')),
    state: v.pipe(
      v.picklist(['applied', 'refused', 'unused', 'invalid']),
      v.description('`refused`: the policy does not let it lower what it covers. `invalid`: `why` says what is wrong.'),
    ),
    findings: v.pipe(count, v.description('How many it covers.')),
    why: v.pipe(text, v.description('Why it does not apply, as the rest of a sentence; empty where it does.')),
  }),
  v.description('What became of a comment or annotation that ignores a rule.'),
);

/** The report as `-o json` writes it: a public contract. */
export const reportSchema: v.GenericSchema<ReportDocument> = v.strictObject({
  schemaVersion: v.literal(1),
  tool: v.strictObject({ name: v.literal('plimsoll'), version: text }),
  command: v.picklist(['check', 'gate', 'scan']),
  time: v.pipe(text, v.isoTimestamp()),
  verdict,
  units: v.pipe(
    v.array(
      v.strictObject({
        path: text,
        verdict,
        unverified: v.optional(
          v.pipe(v.literal(true), v.description('Layers of the image were read where they lie and not hashed.')),
        ),
      }),
    ),
    v.description(
      'Resources that are applied together, a Dockerfile or an image; the verdict of the report is the worst of theirs.',
    ),
  ),
  checked: v.strictObject({
    files: count,
    documents: count,
    resources: count,
    workloads: count,
    containers: count,
    dockerfiles: count,
    images: count,
    ignored: v.pipe(count, v.description('Documents that are no Kubernetes objects.')),
    hidden: v.pipe(count, v.description('Files that git ignores, which were not read.')),
  }),
  rules: v.array(rule),
  findings: v.array(finding),
  images: v.array(image),
  incomplete: v.array(missing),
  exceptions: v.array(exception),
  ignores: v.array(ignore),
  policy: v.strictObject({
    profile: text,
    kubernetes: v.pipe(text, v.description('The version that was judged for, as `1.37`.')),
    standard: v.optional(v.pipe(text, v.description('The standard whose rules alone ran, where one was asked for.'))),
    files: v.pipe(
      v.array(v.strictObject({ path: text, sha256: text })),
      v.description('Every policy file that took part, the one that others extend first.'),
    ),
    notes: v.pipe(v.array(text), v.description('What it could not tell for certain, and what would supply it.')),
  }),
  database: v.pipe(v.nullable(database), v.description('The advisories that took part; null where none were asked.')),
  conditions: v.optional(
    v.pipe(v.array(condition), v.description('What a deployment must meet to ship; `gate` alone tells it.')),
  ),
  vex: v.optional(v.pipe(vexReport, v.description('Where VEX documents were given.'))),
  against: v.optional(
    v.pipe(
      v.strictObject({
        what: v.pipe(text, v.description('What was compared with, as `main (3f2a1c9)`.')),
        known: v.pipe(count, v.description('How many findings were there already: they are not in `findings`.')),
      }),
      v.description('Where only what is new was asked for. The verdicts are those of what is new.'),
    ),
  ),
  mending: v.optional(
    v.pipe(
      v.array(mendingSchema),
      v.description('What would mend most of the vulnerabilities of each image; `scan` alone tells it.'),
    ),
  ),
});
