import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import type { Bill, BilledComponent } from '../../sbom/bill.ts';

/** Finds the components of a bill that a vulnerability is in. */
export class AffectedComponents {
  /** By what a finding calls its packages. */
  readonly #byName: ReadonlyMap<string, readonly BilledComponent[]>;

  constructor({ components }: Bill) {
    this.#byName = Map.groupBy(components, nameOf);
  }

  /** Their ids. Of packages with one name those with the version that was found, where any has it: a source counts otherwise than what is built from it. */
  of(found: FoundVulnerability): readonly string[] {
    const named = namesIn(found).flatMap((name) => this.#byName.get(name) ?? []);
    const ofVersion = named.filter(({ package: each }) => (each.source?.version ?? each.version) === found.version);
    return (ofVersion.length === 0 ? named : ofVersion).map(({ id }) => id);
  }
}

/** A package of a distribution is known by the source that it was built from and its own name, any other by its package URL. */
function nameOf({ package: each, purl = '' }: BilledComponent): string {
  if (isOfOperatingSystem(each.type)) return JSON.stringify([each.source?.name ?? each.name, each.name]);
  return withoutVersion(purl);
}

function namesIn({ package: source, installed, purl }: FoundVulnerability): readonly string[] {
  return [purl, ...installed.map((name) => JSON.stringify([source, name]))];
}

/** `pkg:npm/%40shop/cart` of `pkg:npm/%40shop/cart@1.0.0?download_url=...`. */
function withoutVersion(purl: string): string {
  return purl.replace(/[?#].*$/s, '').replace(/@[^@/]*$/, '');
}
