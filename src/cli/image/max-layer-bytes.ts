import { DEFAULT_MAX_LAYER_BYTES } from '../../image/layer-limit.ts';
import type { CommandInput } from '../command.ts';
import { countOf } from '../count-option.ts';

/** The most that a layer may unpack to, in bytes, as a call wants it. */
export function maxLayerBytesOf(verb: string, input: CommandInput): number {
  const limit = { name: 'maxLayerBytes', flag: '--max-layer-bytes', unit: 'bytes' };
  return countOf(verb, input, limit) ?? DEFAULT_MAX_LAYER_BYTES;
}
