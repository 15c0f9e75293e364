import { maskCredentials } from '../../credentials/mask.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import type { ReadImage } from '../../image/read-image.ts';
import { printable } from '../../report/excerpt/printable.ts';

/** The steps in their order, without the credentials in them, each with the size of the layer that it made, if it made one. */
export function historyText(
  { config, digest, platform, layers: { length } }: OpenedImage,
  { layers }: Pick<ReadImage<unknown>, 'layers'>,
): string {
  const head = `${digest ?? 'no manifest'} ${platform === '' ? 'no platform' : printable(platform)} ${length} layers\n`;
  let layer = 0;
  const lines = (config.history ?? []).map(({ created_by: step, empty_layer: isEmpty }) => {
    const size = isEmpty ? '-' : String(layers[layer]?.size ?? '?');
    layer += isEmpty ? 0 : 1;
    return `${size.padStart(12)}  ${printable(maskCredentials(step ?? '').replaceAll(/\s+/g, ' '))}\n`;
  });
  return head + lines.join('');
}
