import type { OutputChunk, Plugin } from 'rolldown';

/** A chunk that does nothing but hand on names of another one: the bundler writes it for what is imported when it is needed, and lies in a group. */
const FACADE = /^export\{([^{}]*)\}from"\.\/([^"]+)";\n?$/;
const IMPORTED = /import\(`((?:\.{1,2}\/)+(?:chunks\/)?)([^`/]+)`\)/g;
/** Documentation alone imports examples, of which there are so many that longer calls would be felt in the chunk of every start. */
const EXAMPLES = /^examples-/;
const DIRECTORY = 'chunks/';

/** Imports from groups what lies in them: every file more costs a start half a millisecond. */
export function withoutFacades(): Plugin {
  return {
    name: 'without-facades',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const facades = new Map(chunks.flatMap((chunk) => facadeOf(chunk)));
      for (const chunk of chunks)
        chunk.code = chunk.code.replaceAll(
          IMPORTED,
          (call, place: string, name: string) => facades.get(name)?.(place) ?? call,
        );
      for (const name of facades.keys())
        if (!chunks.some(({ code }) => code.includes(name))) delete bundle[`${DIRECTORY}${name}`];
    },
  };
}

/** The name of a facade in its directory, and what imports from a place what it hands on. */
function facadeOf({
  fileName,
  code,
  isEntry,
}: OutputChunk): readonly (readonly [name: string, call: (place: string) => string])[] {
  const [, names = '', from = ''] = FACADE.exec(code) ?? [];
  if (isEntry || from === '' || EXAMPLES.test(from) || !fileName.startsWith(DIRECTORY)) return [];
  const handed = names.split(',').map((each) => {
    const [own = '', exported = own] = each.split(' as ');
    return `${exported}:e.${own}`;
  });
  return [
    [fileName.slice(DIRECTORY.length), (place) => `import(\`${place}${from}\`).then(e=>({${handed.join(',')}}))`],
  ];
}
