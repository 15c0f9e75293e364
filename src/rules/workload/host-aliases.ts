import { defineRule } from '../../evidence/rule.ts';

/** Entries that the kubelet adds to /etc/hosts of the containers: trivy's KSV-0007. */
export const hostAliases = defineRule({
  id: 'workload/host-aliases',
  title: 'Pods do not redirect host names of their own',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [],
  why: 'Names in `/etc/hosts` win over DNS, so that traffic goes where no record of the cluster says it goes.',
  remediation: 'Remove `hostAliases`, and name the host in DNS or as a Service.',
  messages: {
    set: ({ names }: { names: string }) => `Its pods resolve ${names} from hostAliases instead of DNS.`,
  },
  examples: () => import('./host-aliases.examples.ts'),
  check({ pod: { hostAliases: aliases = [] } }, { report }) {
    const names = aliases.flatMap(({ hostnames = [] }) => hostnames);
    if (names.length > 0) report('set', ['hostAliases'], { names: names.join(', ') });
  },
});
