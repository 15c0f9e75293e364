import type { VersionOrder } from '../../src/versions/order.ts';
import { code, page, table } from './markdown.ts';

/** Every version order by its scheme. */
export function versionSchemes(orders: Readonly<Record<string, VersionOrder>>): string {
  const rows = Object.entries(orders).map(([scheme, { title, specification }]) => [
    code(scheme),
    title,
    `[${specification.slice(specification.lastIndexOf('/', specification.length - 2) + 1)}](${specification})`,
  ]);
  return page([
    '# Version orders',
    'The schemes of `compareVersions` and `satisfies` ([the library](../guide/library.md)), each with what defines it. What is no version of a scheme is answered with `unknown`.',
    table(['scheme', 'orders', 'defined by'], rows),
  ]);
}
