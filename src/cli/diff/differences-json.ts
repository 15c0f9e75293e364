import type { Differences, Side } from '../../gate/diff/differences.ts';
import type { BilledComponent } from '../../sbom/bill.ts';
import type { ChangedPackage } from '../../sbom/compare-bills.ts';

/** The differences for programs. */
export function differencesJson({ before, after, packages, image, isDifferent }: Differences): string {
  const document = {
    schemaVersion: 1,
    before: sideOf(before),
    after: sideOf(after),
    different: isDifferent,
    packages: {
      added: packages.added.map(packageOf),
      removed: packages.removed.map(packageOf),
      changed: packages.changed.map(changeOf),
      unchanged: packages.unchanged,
    },
    ...(packages.distribution === undefined ? {} : { distribution: packages.distribution }),
    ...(image === undefined ? {} : { image }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sideOf({ name, bill: { subject, unknown }, image }: Side): Record<string, unknown> {
  const digest = subject.version === '' ? {} : { digest: subject.version };
  return { name, kind: image === undefined ? 'sbom' : 'image', ...digest, unknown };
}

function packageOf({ package: { type, namespace, name, version, architecture }, purl }: BilledComponent) {
  return { type, namespace, name, version, architecture, purl };
}

function changeOf({ before, after, direction }: ChangedPackage) {
  const { version, purl, ...identity } = packageOf(after);
  return { ...identity, direction, before: before.package.version, after: version, purl };
}
