import { type CatalogItem, textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** The modules that Go would compile in. Source: https://go.dev/ref/mod#go-mod-file. */
export const goMod = defineLockCataloger({
  id: 'golang/go-mod',
  summary: "Go's `go.mod`, with what it replaces",
  version: 1,
  claims: ['**/go.mod'],
  async *catalog(file) {
    const { required, replaced } = directivesIn(await textOf(file));
    for (const { path, version, line } of required) {
      const other = replaced.get(`${path} ${version}`) ?? replaced.get(path);
      if (other === undefined) yield moduleItem(path, version, line);
      // What is replaced by a directory is the source tree itself.
      else if (other.version !== '') yield moduleItem(other.path, other.version, line);
    }
  },
});

interface Module {
  readonly path: string;
  readonly version: string;
}

interface Directives {
  readonly required: (Module & { readonly line: number })[];
  /** By the path of a module, with its version where only that is replaced. */
  readonly replaced: Map<string, Module>;
}

/** Each directive stands on a line of its own, or several of a kind stand in brackets. */
function directivesIn(text: string): Directives {
  const directives: Directives = { required: [], replaced: new Map() };
  let block = '';
  for (const [index, written] of linesIn(text)) {
    const words = wordsOf(written);
    const [first = '', second = ''] = words;
    if (block !== '' && first === ')') block = '';
    else if (block !== '') take(directives, block, words, index + 1);
    else if (second === '(') block = first;
    else take(directives, first, words.slice(1), index + 1);
  }
  return directives;
}

function take(directives: Directives, verb: string, words: readonly string[], line: number): void {
  const [path = '', version = ''] = words;
  if (verb === 'require' && version !== '') directives.required.push({ path, version, line });
  const arrow = words.indexOf('=>');
  if (verb !== 'replace' || arrow < 1) return;
  const [otherPath = '', otherVersion = ''] = words.slice(arrow + 1);
  directives.replaced.set(words.slice(0, arrow).join(' '), { path: otherPath, version: otherVersion });
}

function wordsOf(line: string): readonly string[] {
  const [content = ''] = line.split('//', 1);
  return content
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll(/^["`]|["`]$/g, ''));
}

function moduleItem(path: string, version: string, line: number): CatalogItem {
  const slash = path.lastIndexOf('/');
  return lockedItem(
    { type: 'golang', namespace: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1), version },
    line,
  );
}
