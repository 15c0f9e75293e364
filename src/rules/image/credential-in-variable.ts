import { formatCredentials } from '../../credentials/format.ts';
import { findCredentialInValue } from '../../credentials/value.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Judges what ENV, ARG and LABEL set in every stage: the text itself is in a repository, and its values are in the history of the image. */
export const credentialInVariable = defineRule({
  id: 'image/credential-in-variable',
  title: 'No credential stands in the variables and labels of an image',
  severity: 'critical',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.10' }, { id: 'nist-800-190/4.1.4' }, { id: 'mitre/T1552.001' }],
  why: 'Everyone who can pull the image, or read what it is built from, can read it: `docker history` and `docker inspect` show it.',
  remediation:
    'Revoke it. What the build needs comes from `RUN --mount=type=secret,id=NAME`, what the container needs from where it runs.',
  messages: {
    literal: ({ keyword, name, what }: { keyword: string; name: string; what: string }) =>
      `${keyword} ${name} holds a credential: ${what}.`,
  },
  examples: () => import('./credential-in-variable.examples.ts'),
  check({ steps }, { report, conceal }) {
    for (const { keyword, settings } of steps) {
      for (const { name, value, at } of settings) {
        if (value === undefined) continue;
        const credentials = findCredentialInValue(name, value);
        if (credentials.length === 0) continue;
        for (const { start, end } of credentials) conceal(at, value.slice(start, end));
        report('literal', at, { keyword, name, what: formatCredentials(credentials) });
      }
    }
  },
});
