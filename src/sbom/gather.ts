import type { Distribution } from '../core/distribution.ts';
import type { Bill, BilledComponent, BilledSubject } from './bill.ts';
import { distributionOfComponents } from './distribution.ts';
import { distributionNamed } from './distribution-names.ts';
import { withoutStrangers } from './references.ts';
import { componentTold, type ToldComponent } from './told-component.ts';
import { UniqueIds } from './unique-ids.ts';

/** What an entry of a document is. */
export type ReadEntry =
  /** Its id need not be unique. `path` names it where it is damaged: `components[3]`. */
  | { readonly kind: 'component'; readonly told: ToldComponent; readonly path: string }
  | { readonly kind: 'distribution'; readonly distribution: Distribution }
  | { readonly kind: 'subject'; readonly subject: BilledSubject }
  | { readonly kind: 'damaged'; readonly why: string }
  /** It names no software. */
  | { readonly kind: 'other' };

/** Puts together what the entries of a document tell. The first distribution and the first subject count. */
export function gather(
  entries: Iterable<ReadEntry>,
): Omit<Bill, 'subject'> & { readonly subject: BilledSubject | undefined } {
  const ids = new UniqueIds();
  const found: BilledComponent[] = [];
  const unknown: string[] = [];
  let distribution: Distribution | undefined;
  let subject: BilledSubject | undefined;
  for (const entry of entries) {
    if (entry.kind === 'subject') subject ??= entry.subject;
    else if (entry.kind === 'distribution') distribution ??= distributionNamed(entry.distribution);
    else if (entry.kind === 'damaged') unknown.push(entry.why);
    else if (entry.kind === 'component') {
      const read = componentTold(entry.told);
      if (read === undefined) unknown.push(badUrl(entry.path, entry.told));
      else found.push({ ...read, id: ids.take(read.id) });
    }
  }
  const components = withoutStrangers(found);
  return { subject, distribution: distribution ?? distributionOfComponents(components), components, unknown };
}

/** How much of a text is shown that may be of any length. */
const SHOWN = 200;

function badUrl(path: string, { name, purl = '' }: ToldComponent): string {
  return `${path} (${name.slice(0, SHOWN)}) has a package URL that is none: ${purl.slice(0, SHOWN)}`;
}
