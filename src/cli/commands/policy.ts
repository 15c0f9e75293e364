import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { problemOf, UserError } from '../../core/errors.ts';
import { findUpward } from '../../host/find-upward.ts';
import { writeOutput } from '../../host/write-output.ts';
import type { Policy } from '../../policy/policy.ts';
import { plural } from '../../report/shown/plural.ts';
import type { Command, CommandContext } from '../command.ts';
import { commandErrors } from '../errors.ts';
import { POLICY_FILE, readPolicy } from '../policy-file.ts';

const TEMPLATE = `# What Plimsoll makes of its findings: docs/guide/policy.md.
# The profile to start from: restricted (the default) or baseline.
profile: restricted

# Rules that differ from the profile: deny, warn, audit or off; \`plimsoll rules\` lists them.
rules: {}
  # image/pinned-by-digest: warn
  # namespace/pod-security-level: { action: deny, options: { level: restricted } }

# What differs by namespace, in order; the later section counts. Labels are those of the Namespace, never of a workload.
# namespaces:
#   - match: { names: [kube-system] }
#     profile: baseline
#   - match: { labels: { matchLabels: { env: production } } }
#     rules: { image/pinned-by-digest: deny }

# The policy file of the platform team, from which this one starts: a path as seen from here. With \`locked\`, a file
# names the rules that other files can make stricter only.
# extends: ../platform/plimsoll.yaml
# locked: [workload/privileged-container, secrets/*]

# Comments (# plimsoll-ignore <rule>: reason) lower warnings; what is denied only where it is named here.
# ignores: { allow: [workload/read-only-root-file-system] }

# Findings that someone accepted. Every part is required; a scope part is exact, or "*".
exceptions: []
  # - rule: network/egress-limited
  #   scope: { kind: Deployment, namespace: shop, name: crawler }
  #   owner: team-search
  #   reason: crawls the public web; egress is limited by the proxy
  #   expires: 2027-01-31
`;

export const command: Command = {
  summary: 'Write or check the policy file',
  arguments: [
    {
      name: '<action>',
      description: 'init writes a plimsoll.yaml, check tells whether one is valid',
      choices: ['init', 'check'],
    },
    { name: '[file]', description: `the policy file (default: ${POLICY_FILE})` },
  ],
  examples: [
    { run: 'plimsoll policy init', does: `writes a ${POLICY_FILE} with comments` },
    { run: 'plimsoll policy check', does: 'tells everything that is wrong with it' },
  ],
  async run(input, context) {
    const [action, file] = input.arguments;
    return action === 'init' ? init(file, context) : check(file, context);
  },
};

function init(file: string | undefined, { directory, out }: CommandContext): number {
  const path = file ?? join(directory, POLICY_FILE);
  if (existsSync(path))
    throw new UserError(problemOf(commandErrors, 'PL_E_POLICY_EXISTS', { path: file ?? POLICY_FILE }));
  writeOutput(path, TEMPLATE);
  out(`wrote ${file ?? POLICY_FILE}\n`);
  return 0;
}

async function check(file: string | undefined, { directory, out }: CommandContext): Promise<number> {
  const found = file ?? findUpward(POLICY_FILE, directory);
  if (found === undefined) throw new UserError(problemOf(commandErrors, 'PL_E_POLICY_MISSING', { name: POLICY_FILE }));
  const path = file ?? relative(directory, found);
  out(`${path} is valid: ${summaryOf(await readPolicy(found, path))}\n`);
  return 0;
}

function summaryOf({ profile, settings, namespaces, exceptions, files }: Policy): string {
  const changed = settings.filter(({ rule, action }) => action !== rule.profiles[profile]).length;
  const locked = settings.filter(({ floors }) => floors !== undefined).length;
  const extended = files.slice(0, -1).map(({ path }) => path);
  return [
    `profile ${profile}`,
    `${changed} of ${settings.length} rules with another action`,
    ...(namespaces.length === 0 ? [] : [plural(namespaces.length, 'namespace section')]),
    plural(exceptions.length, 'exception'),
    ...(locked === 0 ? [] : [`${plural(locked, 'rule')} locked`]),
    ...(extended.length === 0 ? [] : [`extends ${extended.join(', ')}`]),
  ].join(', ');
}
