import type { Replacement } from '../../image/wasted-file.ts';

/** Why files of a layer are there for nothing. */
export type Waste = 'deleted' | 'replaced' | 'copied' | 'duplicated';

/** A file that a layer carries for nothing. */
export interface Carried {
  readonly path: string;
  /** Counted from 0. */
  readonly layer: number;
  readonly size: number;
  readonly replacement?: Replacement | undefined;
  /** The path of the file that it is a second copy of. */
  readonly of?: string;
  /** What stands behind its path in a sentence. */
  readonly note: string;
}

/** The most paths that a command is made of. */
const MOST = 3;

/** What to change in the step that made a layer, with the command where it can be told; undefined where it cannot. */
export function wasteRemedy(waste: Waste, files: readonly Carried[], instruction: string): string | undefined {
  const [largest] = files;
  if (largest === undefined) return undefined;
  const isCopied = instruction === 'COPY' || instruction === 'ADD';
  if (waste === 'deleted' && isCopied)
    return 'Leave them out with `.dockerignore`, or use them without copying: `RUN --mount=type=bind,target=/src ...`.';
  if (waste === 'deleted' && instruction === 'RUN')
    return `Delete them in the step that makes them: end it with \`&& rm -rf ${pathsText(files)}\`.`;
  if (waste === 'copied' && largest.replacement !== undefined)
    return copiedRemedy(largest.replacement, files, isCopied);
  if (waste === 'duplicated' && largest.of !== undefined)
    return `Have them once, and link to them: \`ln -s ${quoted(largest.of)} ${quoted(largest.path)}\` instead of a copy.`;
  return undefined;
}

function copiedRemedy({ mode, userId, groupId }: Replacement, files: readonly Carried[], isCopied: boolean): string {
  const [owner, bits] = [`${userId}:${groupId}`, (mode & 0o7777).toString(8).padStart(4, '0')];
  const command = isCopied
    ? `\`COPY --chown=${owner} --chmod=${bits}\``
    : `\`&& chown ${owner} ${pathsText(files)} && chmod ${bits} ${pathsText(files)}\``;
  return `Give them their owner and mode in the step that makes them, ${command}: changed in a later one, they are copied whole.`;
}

function pathsText(files: readonly Carried[]): string {
  const more = files.length > MOST ? ' ...' : '';
  return `${files
    .slice(0, MOST)
    .map(({ path }) => quoted(path))
    .join(' ')}${more}`;
}

/** An absolute path as a shell reads it. */
function quoted(path: string): string {
  return /^[\w./+@%:,-]+$/.test(path) ? `/${path}` : `'/${path.replaceAll("'", String.raw`'\''`)}'`;
}
