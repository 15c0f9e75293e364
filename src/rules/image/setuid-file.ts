import * as v from 'valibot';
import { byLayer } from '../../evidence/image/by-layer.ts';
import { defineRule } from '../../evidence/rule.ts';

const SETUID_OR_SETGID = 0o6000;

/** Executable or not: a bit that is there is one chmod from an effect. Directories hand down their group, which is no right. */
export const setuidFile = defineRule({
  id: 'image/setuid-file',
  title: 'No file runs with the rights of another user',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  needs: ['files'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.8' }, { id: 'nist-800-190/4.1.2' }, { id: 'mitre/T1548' }],
  why: 'Whoever runs such a file becomes its owner, mostly root, and a fault in it is all that a process needs to get there.',
  remediation:
    'Take the bits away as the last step as root, `RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +`, and run with `allowPrivilegeEscalation: false`.',
  options: v.strictObject({
    allowed: v.optional(
      v.pipe(v.array(v.string()), v.description('Paths that may have the bits, from the root: `/usr/bin/su`.')),
      [],
    ),
  }),
  messages: {
    setuid: ({ files }: { files: string }) => `Who runs ${files} gets the rights of its owner or group.`,
  },
  examples: () => import('./setuid-file.examples.ts'),
  check({ files }, { options: { allowed }, report }) {
    const known = new Set(allowed);
    const found = byLayer(
      files,
      ({ type, mode, path }) => type === 'file' && (mode & SETUID_OR_SETGID) !== 0 && !known.has(`/${path}`),
    );
    for (const { layer, names, paths } of found)
      report('setuid', files.at(layer, `setuid ${layer}`, paths), { files: names });
  },
});
