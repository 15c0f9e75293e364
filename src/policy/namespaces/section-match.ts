import { fitsName } from '../../core/fits-name.ts';
import type { Subject } from '../../core/subject.ts';
import { isClusterScoped } from '../../manifests/namespaces.ts';
import { selects } from '../../manifests/selectors.ts';
import type { NamespaceMatch } from '../policy.ts';
import type { Labels, NamespaceLabels } from './namespace-labels.ts';

/** Whether a section is for a namespace; `maybe` where that is not known for certain. */
export type Match = 'yes' | 'no' | 'maybe';

/**
 * The namespace that a subject lies in, or is: `none` of a cluster-scoped resource and of what is no resource, `unnamed` where a resource that lies in one does not
 * say in which.
 */
export type Whereabouts = { readonly name: string } | 'none' | 'unnamed';

/** Where a subject lies. A name that the API server will make up is not known, nor is a namespace that was only assumed. */
export function whereaboutsOf(
  { kind = '', apiVersion, namespace, name }: Subject,
  assumedNamespace?: string,
): Whereabouts {
  if (apiVersion === undefined) return 'none';
  if (kind === 'Namespace' && apiVersion === 'v1') {
    return name === undefined || name.endsWith('*') ? 'unnamed' : { name };
  }
  if (namespace !== undefined) return namespace === assumedNamespace ? 'unnamed' : { name: namespace };
  return isClusterScoped(kind, apiVersion) ? 'none' : 'unnamed';
}

/** Whether a section is for a namespace. */
export function matchOf(match: NamespaceMatch, where: Whereabouts, labels: NamespaceLabels): Match {
  if (where === 'none') return 'no';
  if (where === 'unnamed') return 'maybe';
  if (match.names?.some((pattern) => fitsName(pattern, where.name)) === false) return 'no';
  const selector = match.labels;
  if (selector === undefined) return 'yes';
  const possible = labels.of(where.name, match.trustUnit);
  if (possible === undefined) return 'maybe';
  const selected = possible.filter((each: Labels) => selects(selector, each)).length;
  if (selected === 0) return 'no';
  return selected === possible.length ? 'yes' : 'maybe';
}
