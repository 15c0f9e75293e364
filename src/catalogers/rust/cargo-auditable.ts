import type { Package } from '../../core/package.ts';
import { type AuditedCrate, type CargoAudit, readCargoAudit } from '../../formats/executable/cargo-audit.ts';
import { soundExecutables } from '../../formats/executable/read-executables.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';

/** The crates that Rust programs were built from, where they were built with cargo-auditable. */
export const cargoAuditable = defineCataloger({
  id: 'rust/cargo-auditable',
  summary: 'the list of crates that cargo-auditable writes into Rust programs',
  version: 1,
  executables: true,
  maxBytes: 1024 * 1024 * 1024,
  async *catalog({ source }) {
    // What is damaged as a whole is told once for a program, by the cataloger of Go.
    for (const executable of await soundExecutables(source)) {
      const audit = await readCargoAudit(executable);
      if (audit === undefined) continue;
      if ('why' in audit) yield { kind: 'unknown', reason: audit.why, offset: audit.offset };
      else yield* itemsOf(audit);
    }
  },
});

function* itemsOf({ crates, damaged, offset }: CargoAudit): Generator<CatalogItem> {
  for (const crate of crates) {
    // What was only needed to build it is not in it.
    if (crate.kind === 'runtime') yield { kind: 'package', package: packageOf(crate), offset };
  }
  if (damaged > 0) yield { kind: 'unknown', reason: `${damaged} entries of its list of crates are none`, offset };
}

function packageOf({ name, version, source, dependencies, isRoot }: AuditedCrate): Package {
  return {
    type: 'cargo',
    name,
    version,
    evidence: 'built-in',
    ...(dependencies.length === 0 ? {} : { dependsOn: [...new Set(dependencies)] }),
    details: { source, ...(isRoot ? { root: 'true' } : {}) },
  };
}
