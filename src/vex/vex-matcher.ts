import type { VexStatus, VexWord } from '../core/vex.ts';
import type { JudgedFlaw, JudgedPackage, JudgedSoftware } from './judged.ts';
import { NearStatements } from './near.ts';
import { ProductIndex } from './product-index.ts';
import type { VexDocument, VexStatement } from './statement.ts';

/** What became of a statement: how many flaws of packages it was the newest about, and how many there was a newer one about. */
export interface StatementUse {
  readonly statement: VexStatement;
  readonly state: 'matched' | 'older' | 'unused' | 'untrusted';
  /** What is nearest to one that is about nothing, as sentences. */
  readonly near: readonly string[];
}

/** Finds what VEX says of flaws, and keeps count of what each statement was about. */
export class VexMatcher {
  readonly documents: readonly VexDocument[];
  readonly #byName = new Map<string, VexStatement[]>();
  readonly #untrusted = new Set<VexStatement>();
  readonly #matched = new Set<VexStatement>();
  readonly #older = new Set<VexStatement>();
  readonly #near = new NearStatements();
  readonly #products = new Map<VexStatement, ProductIndex>();

  /** `trusts` says whose statements count. */
  constructor(documents: readonly VexDocument[], trusts: (author: string) => boolean) {
    this.documents = documents;
    for (const statement of documents.flatMap(({ statements }) => statements)) {
      if (!trusts(statement.author)) this.#untrusted.add(statement);
      else for (const name of new Set(statement.vulnerabilities.map(folded))) this.#add(name, statement);
    }
  }

  #add(name: string, statement: VexStatement): void {
    const others = this.#byName.get(name);
    if (others === undefined) this.#byName.set(name, [statement]);
    else others.push(statement);
  }

  /** What is said of a flaw; undefined where nothing is. */
  wordOf(flaw: JudgedFlaw, software: JudgedSoftware): VexWord | undefined {
    this.#near.add(flaw, software);
    const about = new Set(flaw.names.flatMap((name) => this.#byName.get(folded(name)) ?? []));
    if (about.size === 0) return undefined;
    const newest = flaw.packages.map((each) => ({ each, statement: this.#newest(about, software, each) }));
    const said = newest.flatMap(({ statement }) => statement ?? []);
    const [statement] = said.toSorted((a, b) => STRICTEST.indexOf(a.status) - STRICTEST.indexOf(b.status));
    if (statement === undefined) return undefined;
    const except = newest.filter((one) => one.statement === undefined).map(({ each }) => each.name);
    const { status, justification, says, author, file, place } = statement;
    return { status, justification, says, author, file, place, except: [...new Set(except)].toSorted() };
  }

  /** The newest of the statements that are about a package; of two of one time the stricter. */
  #newest(about: Iterable<VexStatement>, software: JudgedSoftware, found: JudgedPackage): VexStatement | undefined {
    const held = { software, package: found };
    const [newest, ...older] = [...about]
      .filter((statement) => this.#productsOf(statement).has(held))
      .toSorted((a, b) => compareTimes(b.time, a.time) || STRICTEST.indexOf(a.status) - STRICTEST.indexOf(b.status));
    if (newest !== undefined) this.#matched.add(newest);
    for (const each of older) this.#older.add(each);
    return newest;
  }

  #productsOf(statement: VexStatement): ProductIndex {
    const known = this.#products.get(statement) ?? new ProductIndex(statement.products);
    this.#products.set(statement, known);
    return known;
  }

  /** What became of every statement, in the order of the documents. */
  uses(): readonly StatementUse[] {
    return this.documents
      .flatMap(({ statements }) => statements)
      .map((statement) => {
        const state = this.#stateOf(statement);
        return { statement, state, near: state === 'unused' ? this.#near.of(statement) : [] };
      });
  }

  #stateOf(statement: VexStatement): StatementUse['state'] {
    if (this.#untrusted.has(statement)) return 'untrusted';
    if (this.#matched.has(statement)) return 'matched';
    return this.#older.has(statement) ? 'older' : 'unused';
  }
}

/** What accepts nothing counts before what accepts. */
const STRICTEST: readonly VexStatus[] = ['affected', 'under_investigation', 'not_affected', 'fixed'];

/** Times may be infinite, and their difference then no number. */
function compareTimes(a: number, b: number): number {
  return Number(a > b) - Number(a < b);
}

function folded(name: string): string {
  return name.toUpperCase();
}
