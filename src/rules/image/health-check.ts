import { defineRule } from '../../evidence/rule.ts';

/** Only recorded: Kubernetes reads no HEALTHCHECK, its probes are those of the pod. Docker, Swarm and Podman do. */
export const healthCheck = defineRule({
  id: 'image/health-check',
  title: 'The image says how to see that it is well',
  severity: 'info',
  since: '0.1.0',
  target: 'image',
  needs: ['configuration'],
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'cis-docker-1.7/4.6' }],
  why: 'Where no pod has probes for it, a container that hangs counts as healthy for as long as its process is there.',
  remediation:
    'Write `HEALTHCHECK CMD ["/cart", "--healthy"]`, or turn the rule off where Kubernetes alone runs the image.',
  messages: {
    missing: () => 'No HEALTHCHECK is set.',
    disabled: () => 'HEALTHCHECK NONE takes away the one of the base image.',
  },
  examples: () => import('./health-check.examples.ts'),
  check({ healthCheck: { state, at } }, { report }) {
    if (state === 'unset') report('missing', at);
    else if (state === 'none') report('disabled', at);
  },
});
