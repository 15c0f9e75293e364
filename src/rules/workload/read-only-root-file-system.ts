import { defineRule } from '../../evidence/rule.ts';
import { isWindows } from '../../manifests/pods.ts';

const FIELD = ['securityContext', 'readOnlyRootFilesystem'] as const;

/** `securityContext.readOnlyRootFilesystem`, false where it is not set; Windows has none: k8s.io/api/core/v1/types.go, SecurityContext. */
export const readOnlyRootFileSystem = defineRule({
  id: 'workload/read-only-root-file-system',
  title: 'Root file systems are read-only',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.4.3' }],
  why: 'Where nothing can be written, nobody can leave tools behind or change the program that runs.',
  remediation: 'Set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where the program writes, as at `/tmp`.',
  messages: {
    notSet: ({ container }: { container: string }) =>
      `Container "${container}" can write to its root file system: readOnlyRootFilesystem is not set.`,
    writable: ({ container }: { container: string }) =>
      `Container "${container}" can write to its root file system: readOnlyRootFilesystem is false.`,
  },
  examples: () => import('./read-only-root-file-system.examples.ts'),
  fix: () => [{ op: 'set', path: FIELD, value: true }],
  check({ spec, pod, name: container }, { report }) {
    const readOnly = spec.securityContext?.readOnlyRootFilesystem;
    if (readOnly === true || isWindows(pod)) return;
    report(readOnly === undefined ? 'notSet' : 'writable', FIELD, { container });
  },
});
