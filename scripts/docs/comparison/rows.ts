import { access, network, others, secrets } from './cluster-rows.ts';
import { dockerfiles } from './dockerfile-rows.ts';
import type { ComparedRow } from './row.ts';
import { host, images, resources, securityContext } from './workload-rows.ts';

/** Every row, by area. */
export const comparedRows: readonly (readonly [area: string, rows: readonly ComparedRow[]])[] = [
  ['Images', images],
  ['Dockerfiles', dockerfiles],
  ['Security context', securityContext],
  ['Access to the node', host],
  ['Resources', resources],
  ['Service accounts and roles', access],
  ['Network', network],
  ['Secrets', secrets],
  ['Namespaces, supply chain, schema, cluster', others],
];
