/** In the order in which a release tells them. */
const KINDS = ['Security', 'Breaking', 'Added', 'Fixed'] as const;

type Kind = (typeof KINDS)[number];

/** One change that a user can notice: a file of `changes/`. */
export interface Fragment {
  readonly kind: Kind;
  readonly title: string;
  readonly why: string;
}

const HEAD = /^(?<kind>[A-Za-z]+): (?<title>\S.*)$/;

/** Reads a fragment, or says what is wrong with it, as a sentence. */
export function readFragment(path: string, text: string): Fragment | string {
  if (!/^changes\/[a-z0-9]+(?:-[a-z0-9]+)*\.md$/.test(path)) return `${path}: the name is lower case with hyphens`;
  const [first = '', second, ...rest] = text.replaceAll('\r\n', '\n').split('\n');
  const groups = HEAD.exec(first)?.groups;
  const kind = KINDS.find((known) => known === groups?.['kind']);
  const title = groups?.['title'] ?? '';
  if (kind === undefined) return `${path}: the first line is "<kind>: <title>", the kind one of ${KINDS.join(', ')}`;
  if (title.endsWith('.') || title.length > 100) return `${path}: a title has no full stop and at most 100 characters`;
  const why = rest.join('\n').trim();
  if (second !== '' || why === '') return `${path}: after the title come an empty line and the reason`;
  if (/^#/m.test(why)) return `${path}: the reason has no headings, it becomes an item of a list`;
  return { kind, title, why };
}

/** The section of a release. Fragments keep their order within a kind. */
export function releaseSection(version: string, date: string, fragments: readonly Fragment[]): string {
  const parts = KINDS.flatMap((kind) => {
    const items = fragments.filter((fragment) => fragment.kind === kind).map(itemOf);
    return items.length === 0 ? [] : [`### ${kind}\n\n${items.join('\n')}`];
  });
  return [`## ${version} (${date})`, ...parts].join('\n\n');
}

function itemOf({ title, why }: Fragment): string {
  return `- **${title}.** ${why.replaceAll('\n', '\n  ').replaceAll('\n  \n', '\n\n')}`;
}

/** Puts the section before the newest release, after the introduction. */
export function addRelease(changelog: string, section: string): string {
  const newest = changelog.indexOf('\n## ');
  if (newest === -1) return `${changelog.trimEnd()}\n\n${section}\n`;
  return `${changelog.slice(0, newest + 1)}${section}\n\n${changelog.slice(newest + 1)}`;
}
