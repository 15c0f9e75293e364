import { formatCredentials } from '../../credentials/format.ts';
import { findNamedCredentials } from '../../credentials/named.ts';
import { defineRule } from '../../evidence/rule.ts';

/** What a rule of their own judges, and what names images and people. */
const OTHERS = new Set(['ENV', 'ARG', 'LABEL', 'MAINTAINER']);

/** Judges the text of every other step, with the files that stand in it as heredocs. */
export const credentialInStep = defineRule({
  id: 'image/credential-in-step',
  title: 'No credential stands in the steps that make an image',
  severity: 'critical',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.10' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'The command of every step is kept in the history of the image, which `docker history` shows to everyone who can pull it.',
  remediation:
    'Revoke it, and give the step its successor as a file: `RUN --mount=type=secret,id=token curl -H @/run/secrets/token ...`.',
  messages: {
    literal: ({ keyword, what }: { keyword: string; what: string }) => `${keyword} holds a credential: ${what}.`,
  },
  examples: () => import('./credential-in-step.examples.ts'),
  check({ steps }, { report, conceal }) {
    for (const { keyword, text, at } of steps) {
      if (OTHERS.has(keyword)) continue;
      const credentials = findNamedCredentials(text);
      if (credentials.length === 0) continue;
      for (const { start, end } of credentials) conceal(at, text.slice(start, end));
      report('literal', at, { keyword, what: formatCredentials(credentials) });
    }
  },
});
