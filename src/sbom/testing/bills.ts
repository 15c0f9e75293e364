import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  nat,
  oneof,
  option,
  record,
  string,
  stringMatching,
  uniqueArray,
} from 'fast-check';
import type { Distribution } from '../../core/distribution.ts';
import type { ContentHash, Package, PackageType } from '../../core/package.ts';
import { purlOf } from '../../core/purl.ts';
import type { Bill, BilledComponent, BilledLayer, BilledPackage, BilledPlace, BilledSubject } from '../bill.ts';

const hex = (length: number): Arbitrary<string> =>
  stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).map((text) => text.slice(0, length));
/** Records are compared with what `JSON.parse` makes. */
const PLAIN = { noNullPrototype: true } as const;

const name = stringMatching(/^[a-z][a-z0-9.+-]{0,12}$/);
const free = string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const position = nat({ max: 1000 });

const licence = oneof(
  constantFrom('MIT', 'Apache-2.0', 'MIT OR Apache-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2+'),
  free,
);

const hash: Arbitrary<ContentHash> = oneof(
  hex(40).map((value) => ({ algorithm: 'sha1' as const, value })),
  hex(64).map((value) => ({ algorithm: 'sha256' as const, value })),
  hex(7).map((value) => ({ algorithm: 'sha512' as const, value })),
);

const packages: Arbitrary<BilledPackage> = record(
  {
    type: constantFrom<PackageType>('deb', 'rpm', 'apk', 'npm', 'pypi', 'golang', 'maven', 'generic'),
    namespace: name,
    name: oneof(name, free),
    version: oneof(constant(''), constant('1:2.36-9+deb12u4'), free),
    evidence: constantFrom<Package['evidence']>('installed', 'built-in', 'locked', 'recognised'),
    architecture: constantFrom('amd64', 'noarch'),
    source: record({ name, version: free }, PLAIN),
    licences: uniqueArray(licence, { minLength: 1, maxLength: 3 }),
    hashes: uniqueArray(hash, { minLength: 1, maxLength: 2, selector: ({ value }) => value }),
    cpes: uniqueArray(constantFrom('cpe:2.3:a:x:y:1:*:*:*:*:*:*:*', 'cpe:/a:x:y:1'), { minLength: 1 }),
    details: dictionary(name, free, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
  },
  { requiredKeys: ['type', 'name', 'version', 'evidence'], noNullPrototype: true },
);

const place: Arbitrary<BilledPlace> = record(
  { path: free, layer: nat({ max: 2 }), line: position, offset: position },
  { requiredKeys: ['path'], noNullPrototype: true },
);

const layer: Arbitrary<BilledLayer> = record(
  {
    digest: option(
      hex(64).map((each) => `sha256:${each}`),
      { nil: undefined },
    ),
    diffId: option(
      hex(64).map((each) => `sha256:${each}`),
      { nil: undefined },
    ),
    step: option(free, { nil: undefined }),
  },
  { noNullPrototype: true },
);

const subject: Arbitrary<BilledSubject> = record(
  {
    isImage: boolean(),
    name: free,
    version: oneof(
      constant(''),
      hex(64).map((each) => `sha256:${each}`),
    ),
    purl: option(
      hex(64).map((each) => `pkg:oci/cart@sha256:${each}`),
      { nil: undefined },
    ),
    platform: option(constantFrom('linux/amd64', 'linux/arm64'), { nil: undefined }),
    layers: array(layer, { minLength: 3, maxLength: 3 }),
  },
  { noNullPrototype: true },
);

const withoutRepositories: Arbitrary<Distribution> = record(
  {
    id: name,
    like: uniqueArray(name, { maxLength: 2 }),
    version: constantFrom('', '12', '3.19.1'),
    codename: constantFrom('', 'bookworm'),
    prettyName: oneof(constant(''), free),
    cpe: constantFrom('', 'cpe:/o:x:y:1', 'cpe:2.3:o:x:y:1:*:*:*:*:*:*:*'),
    variant: constantFrom('', 'server'),
  },
  { noNullPrototype: true },
);

const repositories = uniqueArray(
  constantFrom('esm-infra', 'rhel-9-for-x86_64-baseos-rpms', 'https://a.example/v3.19/main'),
);

const distribution = withoutRepositories.chain((told) =>
  repositories.map((names): Distribution => (names.length === 0 ? told : { ...told, repositories: names })),
);

/** Bills of every kind, whose components refer to one another. */
export const bills: Arbitrary<Bill> = record({
  subject,
  distribution: option(distribution, { nil: undefined }),
  listed: array(
    record({
      package: packages,
      cataloger: option(name, { nil: undefined }),
      places: array(place, { maxLength: 2 }),
      layer: option(nat({ max: 2 }), { nil: undefined }),
      owner: option(nat(), { nil: undefined }),
      needs: uniqueArray(nat({ max: 5 }), { maxLength: 3 }),
      unresolved: uniqueArray(name, { maxLength: 2 }),
    }),
    { maxLength: 6 },
  ),
  unknown: uniqueArray(free, { maxLength: 2 }),
}).map(({ listed, ...bill }): Bill => {
  const ids = listed.map(({ package: each }, index) => `${purlOf(each, undefined) ?? 'none'}#${index}`);
  const components = listed.map(({ needs, owner, ...each }, index): BilledComponent => {
    const dependsOn = [...new Set(needs.flatMap((other) => ids[other] ?? []))].filter((id) => id !== ids[index]);
    const ownerId = owner === undefined ? undefined : ids[owner % ids.length];
    return { ...each, id: ids[index] ?? '', purl: purlOf(each.package, undefined), owner: ownerId, dependsOn };
  });
  return { ...bill, components };
});
