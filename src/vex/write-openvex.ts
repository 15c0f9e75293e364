import { sha256 } from '../core/digest.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { VexJustification } from '../core/vex.ts';

/** A product that a statement is about, as a package URL or the link to a bill, and the packages in it, as package URLs. */
export interface WrittenProduct {
  readonly purl: string;
  readonly subcomponents: readonly string[];
}

/** A statement to write. Without a justification nothing says that the flaw cannot be used: then it is one of a flaw that somebody lives with. */
export interface WrittenStatement {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly products: readonly WrittenProduct[];
  readonly justification: VexJustification | undefined;
  readonly reason: string;
  /** Who accepted it, and until when, as a sentence. */
  readonly accepted: string;
}

/** What a document says of itself. */
export interface Authorship {
  readonly author: string;
  readonly timestamp: Date;
}

/**
 * Writes OpenVEX 0.2.0, the same bytes for the same statements at one time: its id is made of its content.
 * Source: https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md.
 */
export function openVexText(statements: readonly WrittenStatement[], { author, timestamp }: Authorship): string {
  const content = {
    author,
    timestamp: timestamp.toISOString(),
    version: 1,
    tooling: `plimsoll ${VERSION}`,
    statements: statements.map(statementOf),
  };
  const id = `https://openvex.dev/docs/public/vex-${sha256(JSON.stringify(content))}`;
  return `${JSON.stringify({ '@context': 'https://openvex.dev/ns/v0.2.0', '@id': id, ...content }, null, 2)}\n`;
}

function statementOf({ name, aliases, products, justification, reason, accepted }: WrittenStatement): object {
  return {
    vulnerability: { name, ...(aliases.length === 0 ? {} : { aliases }) },
    products: products.map(({ purl, subcomponents }) => ({
      '@id': purl,
      ...(purl.startsWith('pkg:') ? { identifiers: { purl } } : {}),
      subcomponents: subcomponents.map((each) => ({ '@id': each, identifiers: { purl: each } })),
    })),
    ...(justification === undefined
      ? { status: 'affected', status_notes: accepted, action_statement: `${accepted} ${reason}` }
      : { status: 'not_affected', status_notes: accepted, justification, impact_statement: reason }),
  };
}
