import { byteFiles } from '../../host/byte-files.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { DEFAULT_MAX_LAYER_BYTES } from '../../image/read-layer.ts';
import type { ArgumentDeclaration, CommandInput, OptionDeclaration } from '../command.ts';
import { countOf } from '../count-option.ts';

const DEFAULT_PLATFORM = 'linux/amd64';

/** The argument that names an image. */
export const imageArgument: ArgumentDeclaration = {
  name: '<image>',
  description:
    'docker-archive:FILE, oci-archive:FILE, oci:DIRECTORY, or a path; a :NAME behind the first three chooses one of several',
};

/** The options of every command that reads an image. */
export const imageOptions: readonly OptionDeclaration[] = [
  {
    flags: '--platform <platform>',
    description: `of an image for several platforms the one that is read (default: ${DEFAULT_PLATFORM})`,
  },
  {
    flags: '--max-layer-bytes <bytes>',
    description: `the most that a layer may unpack to (default: ${DEFAULT_MAX_LAYER_BYTES})`,
  },
  { flags: '--verify', description: 'reads and hashes every byte, also of layers that can be read where they lie' },
];

/** How the layers of an image are to be read. */
export interface AskedImage {
  readonly image: OpenedImage;
  readonly options: { readonly maxBytes: number; readonly verifies: boolean };
}

/** Opens the image that a call names, lends it, and closes it. */
export async function withImage<Result>(
  verb: string,
  input: CommandInput,
  name: string,
  use: (asked: AskedImage) => Promise<Result>,
): Promise<Result> {
  const limit = { name: 'maxLayerBytes', flag: '--max-layer-bytes', unit: 'bytes' };
  const maxBytes = countOf(verb, input, limit) ?? DEFAULT_MAX_LAYER_BYTES;
  const image = await openImage(name, byteFiles, { platform: input.value('platform') ?? DEFAULT_PLATFORM });
  try {
    return await use({ image, options: { maxBytes, verifies: input.flag('verify') } });
  } finally {
    await image.close();
  }
}
