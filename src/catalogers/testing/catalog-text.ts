import { memorySource } from '../../formats/byte-source.ts';
import type { Cataloger, CatalogItem } from '../cataloger.ts';

/** What a cataloger tells of a file with this content. */
export async function catalogText(
  cataloger: Cataloger,
  path: string,
  content: string | Uint8Array,
): Promise<readonly CatalogItem[]> {
  const items: CatalogItem[] = [];
  for await (const item of cataloger.catalog({ path, source: memorySource(Buffer.from(content)) })) items.push(item);
  return items;
}
