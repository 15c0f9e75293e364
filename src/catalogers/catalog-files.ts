import { unneededParts } from '../formats/executable/unneeded-parts.ts';
import type { TarBody } from '../formats/tar/body.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { layerPath } from '../image/layer-path.ts';
import type { VisitFile } from '../image/read-layer.ts';
import type { Cataloger, CatalogItem, ClaimedFile } from './cataloger.ts';
import { Claims } from './claims.ts';
import { isExecutable, mayBeExecutable } from './executable.ts';

/** What one cataloger read of a file. */
export interface CatalogedFile {
  /** The id of the cataloger. */
  readonly cataloger: string;
  readonly items: readonly CatalogItem[];
}

/** Hands the files of a layer to the catalogers that claim them. */
export function catalogFiles(catalogers: readonly Cataloger[]): VisitFile<readonly CatalogedFile[]> {
  const claims = new Claims(catalogers);
  const claimsOfWindows = claimsInAnyCase(catalogers);
  // Of a large executable that streams by, what nobody else asks for is gone when all of it was read.
  const ofExecutables = catalogers
    .filter(({ executables }) => executables)
    .toSorted((a, b) => Number(b.readsThrough ?? false) - Number(a.readsThrough ?? false));
  return (entry, body) => {
    if (entry.type !== 'file' || body.length === 0) return undefined;
    const path = layerPath(entry.name);
    const claiming = path.startsWith(DRIVE) || path.startsWith(HIVES) ? claimsOfWindows(path) : claims.of(path);
    if (ofExecutables.length > 0 && mayBeExecutable(entry, path))
      return catalogExecutable({ claiming, ofExecutables }, path, { entry, body });
    return claiming.length === 0 ? undefined : catalogFile(claiming, path, { entry, body });
  };
}

/** The drive of an image of Windows, where names are compared without their case. */
const DRIVE = 'Files/';
/** Its registry, as each layer changes it. */
const HIVES = 'Hives/';

function claimsInAnyCase(catalogers: readonly Cataloger[]): (path: string) => readonly Cataloger[] {
  let claims: Claims | undefined;
  return (path) => {
    claims ??= new Claims(catalogers, (pattern) => pattern.toLowerCase());
    return claims.of(path.toLowerCase());
  };
}

interface Asked {
  readonly claiming: readonly Cataloger[];
  readonly ofExecutables: readonly Cataloger[];
}

async function catalogExecutable(
  { claiming, ofExecutables }: Asked,
  path: string,
  { entry, body }: Read,
): Promise<readonly CatalogedFile[] | undefined> {
  const asked = isExecutable(await body.head(4)) ? [...new Set([...claiming, ...ofExecutables])] : claiming;
  return asked.length === 0 ? undefined : catalogFile(asked, path, { entry, body });
}

interface Read {
  readonly entry: TarEntry;
  readonly body: TarBody;
}

async function catalogFile(
  catalogers: readonly Cataloger[],
  path: string,
  { entry, body }: Read,
): Promise<readonly CatalogedFile[]> {
  const able = catalogers.filter(({ maxBytes }) => !entry.isSparse && body.length <= maxBytes);
  const unneeded = able.every(({ executables }) => executables) ? unneededParts : undefined;
  const source = able.length === 0 ? undefined : await body.open(unneeded);
  const files: CatalogedFile[] = [];
  for (const cataloger of catalogers) {
    const items =
      source !== undefined && able.includes(cataloger)
        ? await catalogedItems(cataloger, { path, source })
        : [unread(cataloger, entry)];
    if (items.length > 0) files.push({ cataloger: cataloger.id, items });
  }
  return files;
}

/** How many things one file tells before the rest of it is left: all of Debian has 100,000 packages. */
const MAX_ITEMS = 500_000;

/** How much of a file that cannot be read is told one by one; the rest is counted. */
const MAX_UNKNOWN = 100;

/** What a cataloger finds in a file, as much as is kept of one. */
export async function catalogedItems(cataloger: Cataloger, file: ClaimedFile): Promise<readonly CatalogItem[]> {
  const items: CatalogItem[] = [];
  let unknown = 0;
  let told = 0;
  for await (const item of cataloger.catalog(file)) {
    told += 1;
    if (told > MAX_ITEMS) break;
    if (item.kind === 'unknown') unknown += 1;
    if (item.kind !== 'unknown' || unknown <= MAX_UNKNOWN) items.push(item);
  }
  const more = unknown - MAX_UNKNOWN;
  if (more > 0) items.push({ kind: 'unknown', reason: `${more} more places that cannot be read` });
  if (told > MAX_ITEMS) {
    items.push({ kind: 'unknown', reason: `more than ${MAX_ITEMS} entries, of which the rest is not read` });
  }
  return items;
}

function unread({ maxBytes }: Cataloger, { isSparse }: TarEntry): CatalogItem {
  const reason = isSparse
    ? 'a sparse file, which is not read'
    : `larger than the ${maxBytes} bytes that are read of it`;
  return { kind: 'unknown', reason };
}
