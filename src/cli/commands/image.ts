import { type InspectedImage, inspectImage } from '../../gate/inspect-image.ts';
import { byteFiles } from '../../host/byte-files.ts';
import type { ImageFile } from '../../image/file-index.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { type ReadImage, readImage } from '../../image/read-image.ts';
import { DEFAULT_MAX_LAYER_BYTES } from '../../image/read-layer.ts';
import type { ImagePlace } from '../../inventory/inventory.ts';
import { printable } from '../../report/excerpt/printable.ts';
import type { Command, CommandContext } from '../command.ts';
import { countOf } from '../count-option.ts';
import { problemText } from '../errors.ts';

const DEFAULT_PLATFORM = 'linux/amd64';

export const command: Command = {
  summary: 'Look inside an image: its files as a container sees them, its packages, or the steps that made it',
  arguments: [
    {
      name: '<what>',
      description: 'files lists the files, packages what is installed, history the steps',
      choices: ['files', 'history', 'packages'],
    },
    {
      name: '<image>',
      description:
        'docker-archive:FILE, oci-archive:FILE, oci:DIRECTORY, or a path; a :NAME behind the first three chooses one of several',
    },
  ],
  options: [
    {
      flags: '--platform <platform>',
      description: `of an image for several platforms the one that is read (default: ${DEFAULT_PLATFORM})`,
    },
    {
      flags: '--max-layer-bytes <bytes>',
      description: `the most that a layer may unpack to (default: ${DEFAULT_MAX_LAYER_BYTES})`,
    },
    { flags: '--verify', description: 'reads and hashes every byte, also of layers that can be read where they lie' },
  ],
  examples: [
    { run: 'plimsoll image files docker-archive:cart.tar', does: 'lists the files of what `docker save` wrote' },
    { run: 'plimsoll image history oci:layout:v1 --platform linux/arm64', does: 'shows the steps, with their size' },
  ],
  async run(input, context) {
    const [what, name = ''] = input.arguments;
    const limit = { name: 'maxLayerBytes', flag: '--max-layer-bytes', unit: 'bytes' };
    const maxBytes = countOf('image', input, limit) ?? DEFAULT_MAX_LAYER_BYTES;
    const opened = await openImage(name, byteFiles, { platform: input.value('platform') ?? DEFAULT_PLATFORM });
    const options = { maxBytes, verifies: input.flag('verify') };
    try {
      if (what === 'packages') return showPackages(await inspectImage(opened, options), context);
      const read = await readImage(opened, options);
      context.out(what === 'history' ? historyOf(opened, read) : filesOf(read));
      return told(read, context);
    } finally {
      await opened.close();
    }
  },
};

const PASSED = 0;
const INCOMPLETE = 3;

/** Says what could not be read, and gives the exit code. */
function told({ problems, leftOut }: ReadImage<unknown>, { err }: CommandContext): number {
  for (const problem of problems) err(problemText({ ...problem, message: printable(problem.message) }));
  for (const { layer, name, why } of leftOut)
    err(`plimsoll: left out of layer ${layer + 1}: ${printable(name)} (${why})\n`);
  return problems.length === 0 ? PASSED : INCOMPLETE;
}

/** A line for each package: its URL, the layer that brought it, and the file that tells of it. */
function showPackages({ read, inventory }: InspectedImage, context: CommandContext): number {
  const lines = inventory.packages.map(({ package: { name, version }, purl, layer, places: [{ path }] }) => {
    const shown = printable(`${(purl ?? `${name} ${version}`).padEnd(60)} ${String(layer + 1).padStart(3)} ${path}`);
    return `${shown}\n`;
  });
  context.out(lines.join(''));
  for (const { place, reason } of inventory.unknown)
    context.err(`plimsoll: ${printable(`${placeText(place)}: ${reason}`)}\n`);
  const code = told(read, context);
  return inventory.unknown.length === 0 ? code : INCOMPLETE;
}

function placeText({ path, line, offset }: ImagePlace): string {
  if (line !== undefined) return `${path}:${line}`;
  return offset === undefined ? path : `${path} at byte ${offset}`;
}

function filesOf({ index }: ReadImage): string {
  const lines: string[] = [];
  for (const file of index.files()) {
    const { mode, userId, groupId, size, layer, path, linkName, type } = file;
    const owner = `${userId}:${groupId}`.padEnd(11);
    const link = type === 'symbolic-link' ? ` -> ${printable(linkName)}` : '';
    lines.push(
      `${modeText(type, mode)} ${owner} ${String(size).padStart(11)} ${String(layer + 1).padStart(3)} ${printable(path)}${link}\n`,
    );
  }
  return lines.join('');
}

const TYPE_LETTERS: Readonly<Record<ImageFile['type'], string>> = {
  file: '-',
  directory: 'd',
  'symbolic-link': 'l',
  'hard-link': '-',
  'character-device': 'c',
  'block-device': 'b',
  fifo: 'p',
  other: '?',
};

/** `-rwsr-xr-x`, as ls writes it. */
function modeText(type: ImageFile['type'], mode: number): string {
  const bits = (shift: number, special: number, letters: string): string => {
    const of = mode >> shift;
    const execute = (of & 1) !== 0;
    const last = (mode & special) === 0 ? (execute ? 'x' : '-') : letters.charAt(execute ? 0 : 1);
    return `${(of & 4) === 0 ? '-' : 'r'}${(of & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return `${TYPE_LETTERS[type]}${bits(6, 0o4000, 'sS')}${bits(3, 0o2000, 'sS')}${bits(0, 0o1000, 'tT')}`;
}

/** The steps in their order, each with the size of the layer that it made, if it made one. */
function historyOf({ config, digest, layers: { length } }: OpenedImage, { layers }: ReadImage): string {
  const head = `${digest ?? 'no manifest'} ${printable(`${config.os}/${config.architecture}`)} ${length} layers\n`;
  let layer = 0;
  const lines = (config.history ?? []).map(({ created_by: step, empty_layer: isEmpty }) => {
    const size = isEmpty ? '-' : String(layers[layer]?.size ?? '?');
    layer += isEmpty ? 0 : 1;
    return `${size.padStart(12)}  ${printable((step ?? '').replaceAll(/\s+/g, ' '))}\n`;
  });
  return head + lines.join('');
}
