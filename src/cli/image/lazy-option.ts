import type { OptionDeclaration } from '../command.ts';

/** The option of commands that need not read all of an image. What judges one has none: nothing tells whether such a layer holds what its table says. */
export const lazyOption: OptionDeclaration = {
  flags: '--lazy',
  description:
    'of layers of a registry that have a table of contents (eStargz, zstd:chunked) fetches only the files that are wanted: they are not hashed',
};
