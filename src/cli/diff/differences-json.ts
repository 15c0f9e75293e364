import type { Differences, Side } from '../../gate/diff/differences.ts';
import type { PairedDifferences } from '../../gate/diff/paired-platforms.ts';
import type { BilledComponent } from '../../sbom/bill.ts';
import type { ChangedPackage } from '../../sbom/compare-bills.ts';

/** The differences for programs. */
export function differencesJson(differences: Differences): string {
  return jsonText({ schemaVersion: 1, ...documentOf(differences) });
}

/** The differences on each platform for programs; `before` and `after` are the names of the images. */
export function pairedJson(
  before: string,
  after: string,
  { both, removed, added, isDifferent }: PairedDifferences,
): string {
  return jsonText({
    schemaVersion: 1,
    before: { name: before, kind: 'image' },
    after: { name: after, kind: 'image' },
    different: isDifferent,
    platforms: {
      removed,
      added,
      both: both.map(({ platform, differences }) => ({ platform, ...documentOf(differences) })),
    },
  });
}

function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function documentOf({ before, after, packages, image, isDifferent }: Differences): Record<string, unknown> {
  return {
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
