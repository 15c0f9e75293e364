import type { Distribution } from '../../core/distribution.ts';
import type { Finding } from '../../core/finding.ts';
import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { Package } from '../../core/package.ts';
import { purlOf } from '../../core/purl.ts';
import type { VexReport, VexStatementReport } from '../../core/report.ts';
import type { VexWord } from '../../core/vex.ts';
import type { Policy } from '../../policy/policy.ts';
import { trusts } from '../../policy/vex.ts';
import { parsePurl } from '../../vex/identity.ts';
import type { JudgedPackage } from '../../vex/judged.ts';
import type { VexDocument, VexStatement } from '../../vex/statement.ts';
import { type StatementUse, VexMatcher } from '../../vex/vex-matcher.ts';
import type { ToldVex } from '../input.ts';
import type { FlawInPackage } from './found-flaw.ts';
import type { SoftwareNames } from './software-names.ts';

/** What VEX documents say in one run. */
export interface VexRun extends ToldVex {
  /** What they say of the flaws of one image or bill. */
  of(names: SoftwareNames, distribution: Distribution | undefined): (found: FlawInPackage) => VexWord | undefined;
}

/** Asks VEX documents about flaws, as far as a policy trusts their authors. */
export function vexRun(documents: readonly VexDocument[], policy: Pick<Policy, 'vex'>): VexRun {
  const matcher = new VexMatcher(documents, (author) => trusts(policy, author));
  return {
    of: (names, distribution) => {
      const software = { ...names, cpe: distribution?.cpe ?? '' };
      const known = new Map<Package, JudgedPackage>();
      const judged = (each: Package): JudgedPackage => {
        const found = known.get(each) ?? judgedPackage(each, distribution);
        known.set(each, found);
        return found;
      };
      return ({ flaw: { id, names: all }, packages }) =>
        matcher.wordOf({ id, names: all, packages: packages.map(judged) }, software);
    },
    report: (findings) => reportOf(documents, matcher.uses(), findings),
  };
}

function judgedPackage(each: Package, distribution: Distribution | undefined): JudgedPackage {
  const purls = isOfOperatingSystem(each.type) ? [each, sourceOf(each)] : [each];
  return {
    name: each.name,
    purls: purls.flatMap((one) => parsePurl(purlOf(one, distribution) ?? '') ?? []),
    cpes: each.cpes ?? [],
    digests: (each.hashes ?? []).map(({ algorithm, value }) => `${algorithm}:${value}`),
  };
}

/** What a package was built from, by which advisories and the authors of VEX name it; it is often called like the package. */
function sourceOf(each: Package): Package {
  const { name, version } = each.source ?? each;
  return { ...each, name, version, architecture: each.type === 'rpm' ? 'src' : 'source' };
}

/** So many statements that are about nothing are listed: who gives those of a whole distribution wants no list. */
const MOST_UNUSED = 1000;

/** So many products of a statement are told. */
const MOST_PRODUCTS = 3;

function reportOf(
  documents: readonly VexDocument[],
  uses: readonly StatementUse[],
  findings: readonly Finding[],
): VexReport {
  const shown = Map.groupBy(
    findings.filter(({ vulnerability }) => vulnerability?.vex !== undefined),
    ({ vulnerability }) => keyOf(vulnerability?.vex ?? { file: '', place: '' }),
  );
  const told = uses.map((use) => statementReport(use, shown.get(keyOf(use.statement)) ?? []));
  const unused = told.filter(({ state }) => state === 'unused');
  return {
    documents: documents.map(({ path, sha256, format, statements, unread }) => ({
      path,
      sha256,
      format,
      statements: statements.length,
      unread,
    })),
    statements: [...told.filter(({ state }) => state !== 'unused'), ...unused.slice(0, MOST_UNUSED)],
    unlisted: Math.max(0, unused.length - MOST_UNUSED),
  };
}

function keyOf({ file, place }: Pick<VexStatement, 'file' | 'place'>): string {
  return `${file}\0${place}`;
}

function statementReport({ statement, state, near }: StatementUse, findings: readonly Finding[]): VexStatementReport {
  const { file, place, status, author, vulnerabilities, products } = statement;
  return {
    file,
    place,
    vulnerability: vulnerabilities[0] ?? '',
    products: products.slice(0, MOST_PRODUCTS).map(({ text }) => text),
    status,
    author,
    state: state === 'matched' ? stateOf(statement, findings) : state,
    findings: findings.length,
    near,
  };
}

function stateOf({ status }: VexStatement, findings: readonly Finding[]): VexStatementReport['state'] {
  if (status !== 'not_affected' && status !== 'fixed') return 'noted';
  return findings.some(({ refusal }) => refusal !== undefined) ? 'refused' : 'applied';
}
