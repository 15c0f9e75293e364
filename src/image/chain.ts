import { sha256 } from '../core/digest.ts';

/**
 * For each layer what identifies it together with all below it: two images with the same chain up to a layer have the same files there.
 * Source: https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid.
 */
export function chainOf(diffIds: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : `sha256:${sha256(`${below} ${diffId}`)}`);
  }
  return chain;
}
