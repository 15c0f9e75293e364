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
  const finders = findersOf(bill, own);
  const { added, removed, changed } = compareBills(bill, own);
  return {
    ...placeOfBill(isAttached ? 'attached bill' : 'bill'),
    billed: {
      name,
      isAttached,
      unlisted: added.filter((each) => isListable(each, finders)).map(componentText),
      gone: removed.filter((each) => isNamed(each) && !isPartOfPackage(each)).map(componentText),
      changed: changed
        .filter(({ after }) => isNamed(after))
        .map(({ before, after }) => `${componentText(before)}, which is ${after.package.version} in the image`),
      command: `plimsoll sbom ${wordOf(own.subject.name)} -o cyclonedx-json=${isAttached ? 'FILE' : wordOf(name)}`,
    },
  };
}

/**
 * Which catalogers find what whoever wrote a bill looked for, too: one of packages of Debian alone was not written to list those of npm, and one
 * without the wheels that lie in a directory was not written to list those. What several find tells of none. Undefined for a bill that lists nothing at all.
 */
function findersOf(bill: Bill, own: Bill): ReadonlySet<string | undefined> | undefined {
  if (bill.components.length === 0) return undefined;
  const listed = new Set(bill.components.map(nameOf));
  const found = Map.groupBy(own.components, nameOf);
  return new Set(
    [...found].flatMap(([name, each]) => {
      const [finder, ...others] = new Set(each.map(({ cataloger }) => cataloger));
      return listed.has(name) && others.length === 0 ? [finder] : [];
    }),
  );
}

function nameOf({ package: { type, namespace = '', name } }: BilledComponent): string {
  return JSON.stringify([type, namespace, name]);
}

function isListable(each: BilledComponent, finders: ReadonlySet<string | undefined> | undefined): boolean {
  const isFound = finders === undefined || finders.has(each.cataloger);
  // What a package of the operating system or a compiler brought comes with that: trivy leaves it out.
  const isBrought = each.owner !== undefined || isStandardLibrary(each);
  return isNamed(each) && isFound && !isBrought && each.package.version !== '';
}

/** What is recognised by its bytes has no type, and every tool recognises other things. */
function isNamed(each: BilledComponent): boolean {
  return each.package.type !== 'generic';
}

function isStandardLibrary({ package: { type, name } }: BilledComponent): boolean {
  return type === 'golang' && name === 'stdlib';
}

/** Other tools take every `package.json` for a package of npm, also that of a source tree or of a directory in a package, and scripts that look like one. */
function isPartOfPackage({ package: { type, namespace, name }, places }: BilledComponent): boolean {
  if (type !== 'npm' || places.length === 0) return false;
  const own = `node_modules/${namespace === undefined ? '' : `${namespace}/`}${name}/package.json`;
  return places.every(({ path }) => /\.js$|(?:^|\/)package\.json$/.test(path) && !path.endsWith(own));
}

function componentText({ package: { namespace, name, version, type } }: BilledComponent): string {
  const isScoped = namespace !== undefined && (type === 'npm' || type === 'maven' || type === 'golang');
  return `${isScoped ? `${namespace}/` : ''}${name} ${version}`.trim();
}

/** A word that a shell takes for nothing else. */
function wordOf(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
