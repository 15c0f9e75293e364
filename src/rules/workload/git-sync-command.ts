import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

const VARIABLES: ReadonlySet<string> = new Set(['GITSYNC_GIT', 'GIT_SYNC_GIT']);

function isGitSync(image: string): boolean {
  const reference = parseImageReference(image);
  return typeof reference !== 'string' && /(?:^|\/)git-sync(?:-[a-z0-9]+)?$/.test(reference.path);
}

/**
 * git-sync runs the program that `GITSYNC_GIT` (version 3: `GIT_SYNC_GIT`) or `--git` names, whatever it is: checkov CKV_K8S_159,
 * https://www.akamai.com/blog/security-research/2024-august-kubernetes-gitsync-command-injection-defcon.
 */
export const gitSyncCommand = defineRule({
  id: 'workload/git-sync-command',
  title: 'Containers of git-sync run the git of their image',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'mitre/T1609' }],
  why: 'Whoever may edit the manifest runs any program with the rights and the credentials of git-sync, which nobody takes for a shell.',
  remediation: 'Remove the setting: the image has the git that git-sync needs.',
  messages: {
    variable: ({ container, name }: { container: string; name: string }) =>
      `Container "${container}" sets ${name}, the program that git-sync runs as git.`,
    flag: ({ container }: { container: string }) =>
      `Container "${container}" sets --git, the program that git-sync runs as git.`,
  },
  examples: () => import('./git-sync-command.examples.ts'),
  check({ spec: { image = '', env = [], args = [] }, name: container }, { report }) {
    for (const [index, { name = '' }] of env.entries()) {
      if (VARIABLES.has(name)) report('variable', ['env', index], { container, name });
    }
    const flag = args.findIndex((argument) => /^--?git(?:=|$)/.test(argument));
    if (flag >= 0 && isGitSync(image)) report('flag', ['args', flag], { container });
  },
});
