import type { BillPlace, ImagePlace } from '../../evidence/image/image-view.ts';
import type { Bill, BilledComponent } from '../../sbom/bill.ts';
import { compareBills } from '../../sbom/compare-bills.ts';

/** A bill that is to be that of an image. */
export interface HeldBill {
  /** Its file, or what it is attached as. */
  readonly name: string;
  readonly isAttached: boolean;
  readonly bill: Bill;
}

/** Where what is said of bills stands. */
export function placeOfBill(key: string): ImagePlace {
  return { path: ['FROM', 0], key, span: { start: 0, end: 'FROM scratch'.length } };
}

/** Holds a bill against an image, of which `own` is the bill as of today. */
export function heldBill({ name, isAttached, bill }: HeldBill, own: Bill): BillPlace {
  const types = typesIn(bill);
  const { added, removed, changed } = compareBills(bill, own);
  return {
    ...placeOfBill(isAttached ? 'attached bill' : 'bill'),
    billed: {
      name,
      isAttached,
      unlisted: added
        .filter(({ package: { type } }) => (types.size === 0 || types.has(type)) && type !== NAMELESS)
        .map(componentText),
      gone: removed.filter(({ package: { type } }) => type !== NAMELESS).map(componentText),
      changed: changed
        .filter(({ after }) => after.package.type !== NAMELESS)
        .map(({ before, after }) => `${componentText(before)}, which is ${after.package.version} in the image`),
      command: `plimsoll sbom ${wordOf(own.subject.name)} -o cyclonedx-json=${isAttached ? 'FILE' : wordOf(name)}`,
    },
  };
}

/** What is recognised by its bytes, and every tool recognises other things. */
const NAMELESS = 'generic';

/** The kinds of packages that whoever wrote a bill looked for: one of packages of Debian alone was not written to list those of npm. */
function typesIn({ components }: Bill): ReadonlySet<string> {
  return new Set(components.map((each) => each.package.type));
}

function componentText({ package: { namespace, name, version, type } }: BilledComponent): string {
  const isScoped = namespace !== undefined && (type === 'npm' || type === 'maven' || type === 'golang');
  return `${isScoped ? `${namespace}/` : ''}${name} ${version}`.trim();
}

/** A word that a shell takes for nothing else. */
function wordOf(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
