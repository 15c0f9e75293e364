import { nearest } from '../core/nearest.ts';
import { productDifference } from './covers.ts';
import type { JudgedFlaw, JudgedPackage, JudgedSoftware } from './judged.ts';
import { purlDifference } from './purl.ts';
import type { ProductIdentity, VexStatement } from './statement.ts';

/** A flaw of a package in something that was judged. */
interface Met {
  readonly flaw: JudgedFlaw;
  readonly package: JudgedPackage;
  readonly software: JudgedSoftware;
}

/** Of so many products of a statement is looked what is near, and of each so much is told. */
const LOOKED_AT = 20;
const TOLD = 2;

/** For so many statements it is looked what is near: who gives those of a whole distribution wants no list. */
const MOST_STATEMENTS = 500;

/** What was met while judging, to tell what a statement that is about nothing may have been meant for. */
export class NearStatements {
  readonly #byName = new Map<string, Met[]>();
  readonly #byPackage = new Map<string, Met[]>();
  #asked = 0;

  add(flaw: JudgedFlaw, software: JudgedSoftware): void {
    const met = flaw.packages.map((each) => ({ flaw, package: each, software }));
    for (const name of new Set(flaw.names.map((each) => each.toUpperCase()))) put(this.#byName, name, met);
    for (const each of met) for (const key of new Set(each.package.purls.map(keyOf))) put(this.#byPackage, key, [each]);
  }

  /** What is nearest to a statement, as sentences: the same flaw in another product, or the same product with another flaw. */
  of(statement: VexStatement): readonly string[] {
    this.#asked += 1;
    if (this.#asked > MOST_STATEMENTS) return [];
    const sameFlaw = statement.vulnerabilities.flatMap((name) => this.#byName.get(name.toUpperCase()) ?? []);
    const others =
      sameFlaw.length > 0
        ? sameFlaw.slice(0, LOOKED_AT).map((met) => otherProduct(statement, met))
        : this.#otherFlaws(statement);
    return [...new Set(others)].slice(0, TOLD);
  }

  #otherFlaws({ products, vulnerabilities: [name = ''] }: VexStatement): readonly string[] {
    const parts = products
      .slice(0, LOOKED_AT)
      .flatMap((product) => [product, ...product.subcomponents.slice(0, LOOKED_AT)]);
    const met = parts.flatMap((part) => this.#withPackage(part));
    const flaws = new Map(met.map((each) => [each.flaw.id, each]));
    const near = flaws.get(nearest(name, flaws.keys()) ?? '') ?? met[0];
    if (near === undefined) return [];
    return [`${near.package.name} of ${near.software.name} has ${near.flaw.id}`];
  }

  #withPackage({ purls }: ProductIdentity): readonly Met[] {
    return purls.flatMap((said) =>
      (this.#byPackage.get(keyOf(said)) ?? []).filter(({ package: found }) =>
        found.purls.some((purl) => purlDifference(said, purl) === undefined),
      ),
    );
  }
}

function otherProduct({ products }: VexStatement, { flaw, package: found, software }: Met): string {
  const held = { software, package: found };
  const differences = products.slice(0, LOOKED_AT).map((product) => productDifference(product, held) ?? '');
  const why = differences.find((each) => each.startsWith('has')) ?? differences[0] ?? '';
  return `${flaw.id} is in ${found.name} of ${software.name}, which ${why}`;
}

function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}/${name}`;
}

function put(map: Map<string, Met[]>, key: string, met: readonly Met[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...met]);
  else known.push(...met);
}
