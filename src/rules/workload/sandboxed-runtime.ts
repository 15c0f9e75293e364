import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { isWindows } from '../../manifests/pods.ts';

/** `spec.runtimeClassName`: github.com/kubescape/regolibrary, C-0297. A RuntimeClass has any name, so the names are an option. */
export const sandboxedRuntime = defineRule({
  id: 'workload/sandboxed-runtime',
  title: 'Pods run in a sandbox of their own kernel',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'off', restricted: 'off' },
  standards: [{ id: 'nist-800-190/4.4.3' }],
  why: 'gVisor and Kata Containers put a kernel of its own between a container and its node.',
  remediation: 'Set `runtimeClassName` to a RuntimeClass whose handler is a sandbox.',
  options: v.strictObject({
    classes: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.nonEmpty())),
        v.description('The names of RuntimeClasses that are sandboxes.'),
      ),
      ['gvisor', 'kata', 'kata-containers', 'kata-qemu', 'kata-clh', 'kata-fc'],
    ),
  }),
  messages: {
    notSet: () => 'The pod runs on the kernel of its node: runtimeClassName is not set.',
    notSandboxed: ({ found }: { found: string }) =>
      `The RuntimeClass "${found}" is not among those that are sandboxes.`,
  },
  examples: () => import('./sandboxed-runtime.examples.ts'),
  check({ pod }, { report, options: { classes } }) {
    const { runtimeClassName: found = '' } = pod;
    if (classes.includes(found) || isWindows(pod)) return;
    if (found === '') report('notSet', ['runtimeClassName']);
    else report('notSandboxed', ['runtimeClassName'], { found });
  },
});
