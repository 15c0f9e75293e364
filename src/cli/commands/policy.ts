import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { problemOf, UserError } from '../../core/errors.ts';
import { findUpward } from '../../host/find-upward.ts';
import { writeOutput } from '../../host/write-output.ts';
import type { Policy } from '../../policy/policy.ts';
import { plural } from '../../report/text/summary.ts';
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

function check(file: string | undefined, { directory, out }: CommandContext): number {
  const found = file ?? findUpward(POLICY_FILE, directory);
  if (found === undefined) throw new UserError(problemOf(commandErrors, 'PL_E_POLICY_MISSING', { name: POLICY_FILE }));
  const path = file ?? relative(directory, found);
  out(`${path} is valid: ${summaryOf(readPolicy(found, path))}\n`);
  return 0;
}

function summaryOf({ profile, settings, exceptions }: Policy): string {
  const changed = settings.filter(({ rule, action }) => action !== rule.profiles[profile]).length;
  return `profile ${profile}, ${changed} of ${settings.length} rules with another action, ${plural(exceptions.length, 'exception')}`;
}
