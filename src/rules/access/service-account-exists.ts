import { defineUnitRule } from '../../evidence/rule.ts';
import { serviceAccountName } from '../../manifests/kubernetes/defaults.ts';

/** The API server makes `default` in every namespace; a pod with any other account that is not there is refused. */
export const serviceAccountExists = defineUnitRule({
  id: 'access/service-account-exists',
  title: 'Service accounts that pods name are there',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/authentication' }],
  why: 'The pods of a workload whose service account is missing are never created, and whoever creates it later chooses what they may do.',
  remediation: 'Add the ServiceAccount to the manifests, or name with `--with PATH` those that are already there.',
  needs: ['serviceAccounts'],
  at: ['serviceAccountName'],
  messages: {
    missing: ({ serviceAccount }: { serviceAccount: string }) =>
      `No service account "${serviceAccount}" is among the manifests of its namespace.`,
  },
  examples: () => import('./service-account-exists.examples.ts'),
  keep({ pod, resource }) {
    const serviceAccount = serviceAccountName(pod);
    return serviceAccount === 'default' ? undefined : { serviceAccount, namespace: resource.namespace };
  },
  check({ serviceAccount, namespace }, evidence, { report, undecided }) {
    const accounts = evidence.serviceAccounts(namespace, serviceAccount);
    if (accounts.items.length > 0) return;
    if (accounts.state === 'known') report('missing', { serviceAccount });
    else
      undecided(
        `Service account "${serviceAccount}" was not found, and not all were read: ${accounts.why}`,
        accounts.supply,
      );
  },
});
