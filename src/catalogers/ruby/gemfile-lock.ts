import { type CatalogItem, textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** What Bundler would install. Source: https://github.com/ruby/rubygems, bundler/lib/bundler/lockfile_parser.rb. */
export const rubyGemfileLock = defineLockCataloger({
  id: 'ruby/gemfile-lock',
  summary: "Bundler's lock file",
  version: 1,
  claims: ['**/Gemfile.lock', '**/gems.locked'],
  async *catalog(file) {
    yield* itemsIn(await textOf(file));
  },
});

interface Spec {
  readonly name: string;
  readonly version: string;
  readonly line: number;
  readonly dependsOn: string[];
}

const SPEC = /^ {4}(?<name>\S+) \((?<version>[^()\s-]+)(?:-[^()\s]+)?\)$/;
const NEED = /^ {6}([^\s!]+)/;

function* itemsIn(text: string): Generator<CatalogItem> {
  const specs = new Map<string, Spec>();
  let spec: Spec | undefined;
  for (const [content, line] of gemLines(text)) {
    const { name, version } = SPEC.exec(content)?.groups ?? {};
    if (name === undefined || version === undefined) {
      spec?.dependsOn.push(NEED.exec(content)?.[1] ?? '');
      continue;
    }
    // One gem stands there once for each platform.
    const identity = `${name} ${version}`;
    spec = specs.get(identity) ?? { name, version, line, dependsOn: [] };
    specs.set(identity, spec);
  }
  for (const { line, ...each } of specs.values()) yield lockedItem({ type: 'gem', ...each }, line);
}

/** Gems stand below `specs:` of a section for each source, with the number of their line; those of `PATH` are the source tree itself. */
function* gemLines(text: string): Generator<readonly [content: string, line: number]> {
  let section = '';
  for (const [index, written] of linesIn(text)) {
    const content = written.trimEnd();
    if (/^\S/.test(content)) section = content;
    else if (section === 'GEM' || section === 'GIT') yield [content, index + 1];
  }
}
