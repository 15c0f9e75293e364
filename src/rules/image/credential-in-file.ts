import { defineRule } from '../../evidence/rule.ts';

/**
 * Text of at most 1 MiB in every layer: what a later layer deletes is still in its own. In files of settings values under telling names
 * count, elsewhere what is a credential by its form. What a package of the distribution brought is no secret.
 */
export const credentialInFile = defineRule({
  id: 'image/credential-in-file',
  title: 'No credential lies in the files of an image',
  severity: 'critical',
  since: '0.1.0',
  target: 'image',
  needs: ['content'],
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.10' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'Everyone who can pull the image can take it out, from any of its layers.',
  remediation:
    'Revoke it, keep its file out of the build (`.dockerignore`), and give its successor to the step or container that needs it: `RUN --mount=type=secret`, a Secret volume.',
  messages: {
    visible: ({ path, line, what }: { path: string; line: number; what: string }) =>
      `/${path} holds a credential in line ${line}: ${what}.`,
    hidden: ({ path, layer, what }: { path: string; layer: number; what: string }) =>
      `Layer ${layer} holds a credential in /${path}, which a later layer only hides: ${what}.`,
  },
  examples: () => import('./credential-in-file.examples.ts'),
  check({ files }, { report }) {
    for (const { path, layer, line, what, isHidden } of files.credentials) {
      const at = files.at(layer, path, [path]);
      if (isHidden) report('hidden', at, { path, layer: layer + 1, what });
      else report('visible', at, { path, line, what });
    }
  },
});
