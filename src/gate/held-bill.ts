import type { BillPlace } from '../evidence/image/image-view.ts';
import type { Bill, BilledComponent } from '../sbom/bill.ts';
import { compareBills } from '../sbom/compare-bills.ts';

/** A bill that is to be that of an image. */
export interface HeldBill {
  /** Its file. */
  readonly name: string;
  readonly bill: Bill;
}

/** Holds a bill against an image, of which `own` is the bill as of today. */
export function heldBill({ name, bill }: HeldBill, own: Bill): BillPlace {
  const types = typesIn(bill);
  const { added, removed, changed } = compareBills(bill, own);
  return {
    path: ['FROM', 0],
    key: 'bill',
    span: { start: 0, end: 'FROM scratch'.length },
    billed: {
      name,
      unlisted: added
        .filter(({ package: { type } }) => (types.size === 0 || types.has(type)) && type !== NAMELESS)
        .map(componentText),
      gone: removed.filter(({ package: { type } }) => type !== NAMELESS).map(componentText),
      changed: changed
        .filter(({ after }) => after.package.type !== NAMELESS)
        .map(({ before, after }) => `${componentText(before)}, which is ${after.package.version} in the image`),
      command: `plimsoll sbom ${wordOf(own.subject.name)} -o cyclonedx-json=${wordOf(name)}`,
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
