/** A file under `docs/reference/` that is written by the code alone. */
export interface Page {
  readonly path: `docs/reference/${string}`;
  render(): string;
}

/** The part of a hand-written file between `<!-- generated:name -->` and `<!-- /generated -->`. */
export interface Block {
  readonly name: string;
  render(): string;
}

/** Text by path from the root of the repository. */
export type Documentation = ReadonlyMap<string, string>;

const REFERENCE = 'docs/reference/';
const BLOCK = /(?<open><!-- generated:(?<name>[\w-]+) -->\n)[^]*?(?<close><!-- \/generated -->)/g;

/** The documentation as it should be. A page that nothing renders any more is absent from it. */
export function renderDocumentation(
  present: Documentation,
  pages: readonly Page[],
  blocks: readonly Block[],
): Documentation {
  const renderers = new Map(blocks.map((block) => [block.name, block]));
  const placed = new Set<string>();
  const written = [...present].filter(([path]) => !path.startsWith(REFERENCE));
  const wanted = new Map(written.map(([path, text]) => [path, fillBlocks(path, text, renderers, placed)]));
  for (const page of pages) wanted.set(page.path, page.render());
  const homeless = blocks.find(({ name }) => !placed.has(name));
  if (homeless !== undefined) throw new Error(`no file has a place <!-- generated:${homeless.name} -->`);
  return wanted;
}

function fillBlocks(path: string, text: string, renderers: ReadonlyMap<string, Block>, placed: Set<string>): string {
  return text.replaceAll(BLOCK, (...match) => {
    const groups: unknown = match.at(-1);
    const { open, name, close } = namedGroups(groups);
    const block = renderers.get(name);
    if (block === undefined)
      throw new Error(`${path}: nothing renders <!-- generated:${name} -->: see scripts/docs/generators.ts`);
    placed.add(name);
    return `${open}\n${block.render().trim()}\n\n${close}`;
  });
}

function namedGroups(groups: unknown): { open: string; name: string; close: string } {
  const text = (key: string): string => {
    const value: unknown = typeof groups === 'object' && groups !== null ? Reflect.get(groups, key) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { open: text('open'), name: text('name'), close: text('close') };
}

/** The paths of the files that differ, are missing or are left over, sorted. */
export function differences(present: Documentation, wanted: Documentation): string[] {
  const paths = new Set([...present.keys(), ...wanted.keys()]);
  return [...paths].filter((path) => present.get(path) !== wanted.get(path)).toSorted();
}
