import { PackageURL } from 'packageurl-js';
import type { FindingDocument } from '../../contract/report.ts';
import type { VulnerabilityDocument } from '../../contract/vulnerability.ts';
import { isJudgedByDistribution } from '../../core/operating-system.ts';
import type { VexJustification } from '../../core/vex.ts';
import type { WrittenProduct, WrittenStatement } from '../../vex/write-openvex.ts';

/** What can be said in VEX of findings that exceptions accept, and what cannot. */
export interface AcceptedFlaws {
  readonly statements: readonly WrittenStatement[];
  /** Who accepted them, sorted. */
  readonly owners: readonly string[];
  /** What no package URL can name, as `CVE-1 in name`. */
  readonly unnamed: readonly string[];
}

/** A finding about a flaw that an exception of the policy accepts. */
interface Accepted {
  readonly image: string;
  readonly flaw: VulnerabilityDocument;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  readonly justification: VexJustification | undefined;
}

/**
 * The statements of findings about flaws that exceptions of the policy accept: one for what one person accepted for one reason. `productOf` gives the package
 * URL of an image. An exception is for a package in every version, and so is what is written.
 */
export function acceptedFlaws(
  findings: readonly FindingDocument[],
  productOf: (image: string) => string | undefined,
): AcceptedFlaws {
  const accepted = findings.flatMap(acceptedOf);
  const isNamed = ({ image, flaw }: Accepted): boolean => productOf(image) !== undefined && flaw.purl !== '';
  const named = accepted.filter(isNamed);
  const groups = Map.groupBy(named, ({ flaw, owner, reason, expires, justification = '' }) =>
    JSON.stringify([flaw.id, owner, reason, expires, justification]),
  );
  return {
    statements: [...groups]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, group]) => statementOf(group, productOf)),
    owners: [...new Set(accepted.map(({ owner }) => owner))].toSorted(),
    unnamed: accepted.filter((each) => !isNamed(each)).map(({ flaw }) => `${flaw.id} in ${flaw.package}`),
  };
}

function acceptedOf({ subject, exception, vulnerability: flaw }: FindingDocument): readonly Accepted[] {
  if (exception?.source !== 'policy' || flaw === undefined) return [];
  const { owner, reason, expires, justification } = exception;
  return [{ image: subject.image ?? '', flaw, owner, reason, expires, justification }];
}

function statementOf(
  group: readonly Accepted[],
  productOf: (image: string) => string | undefined,
): readonly WrittenStatement[] {
  const [first] = group;
  if (first === undefined) return [];
  const { flaw, owner, reason, expires, justification } = first;
  const names = new Set(group.flatMap((each) => each.flaw.names));
  names.delete(flaw.id);
  return [
    {
      name: flaw.id,
      aliases: [...names].toSorted(),
      products: productsOf(group, productOf),
      justification,
      reason,
      accepted: `Accepted by ${owner} until ${expires}.`,
    },
  ];
}

function productsOf(
  group: readonly Accepted[],
  productOf: (image: string) => string | undefined,
): readonly WrittenProduct[] {
  const products = new Map<string, Set<string>>();
  for (const { image, flaw } of group) {
    const purl = productOf(image) ?? '';
    const parts = products.get(purl) ?? new Set();
    for (const each of packagesOf(flaw)) parts.add(each);
    products.set(purl, parts);
  }
  return [...products]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([purl, parts]) => ({ purl, subcomponents: [...parts].toSorted() }));
}

/** The package as advisories name it, and what is installed of it: others know that alone. */
function packagesOf({ purl, installed }: VulnerabilityDocument): readonly string[] {
  const { type, namespace } = PackageURL.fromString(purl);
  if (!isJudgedByDistribution(type)) return [purl];
  return [purl, ...installed.map((name) => new PackageURL(type, namespace, name).toString())];
}
