import { sha256 } from '../../core/digest.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { ByteSource } from '../../core/ports.ts';
import { SeekingReader } from '../../formats/byte-reader.ts';
import type { TarEntry } from '../../formats/tar/entry.ts';
import { readTar } from '../../formats/tar/read-tar.ts';
import { archiveEnd, fileFilling } from '../../formats/tar/write-header.ts';
import { type Catalogue, parseCatalogue } from '../database/catalogue.ts';
import { advisoryErrors } from '../errors.ts';
import { isAsListed } from './is-as-listed.ts';
import { BUNDLED_CATALOGUE, bundledName, SUMS } from './layout.ts';

/** More files than any database has, and the largest of them in bytes. */
const MAX_ENTRIES = 10_000;
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** What a bundle holds: the catalogue of a database, and each of its files by the checksum. */
export interface Bundle {
  readonly catalogue: Catalogue;
  /** The bytes of a file, compared with its checksum. */
  readonly file: (sum: string) => Promise<Uint8Array>;
}

/** Reads a bundle, and all of its files once: what is not whole, or not what its checksums tell, is a `UserError`. */
export async function readBundle(path: string, source: ByteSource): Promise<Bundle> {
  const entries = await entriesOf(path, source);
  const sums = await sumsOf(path, entries, source);
  const read = async (name: string): Promise<Uint8Array> => {
    const entry = entries.get(name);
    if (entry === undefined) throw damaged(path, `${name} is not in it`);
    const bytes = await source.read(entry.body.offset, entry.body.length);
    if (sha256(bytes) !== sums.get(name)) throw damaged(path, `${name} is not what its checksum tells`);
    return bytes;
  };
  const text = Buffer.from(await read(BUNDLED_CATALOGUE)).toString();
  const catalogue = parseCatalogue(text);
  if ('why' in catalogue) throw damaged(path, `in ${BUNDLED_CATALOGUE} ${catalogue.why}`);
  const file = async (sum: string): Promise<Uint8Array> => {
    if (sums.get(bundledName(sum)) !== sum) throw damaged(path, `${bundledName(sum)} is not what its name tells`);
    return read(bundledName(sum));
  };
  await checkShards(path, catalogue, file);
  for (const feed of Object.values(catalogue.feeds)) if (feed !== undefined) await file(feed.sha256);
  return { catalogue, file };
}

async function entriesOf(path: string, source: ByteSource): Promise<ReadonlyMap<string, TarEntry>> {
  const entries = new Map<string, TarEntry>();
  let end = 0;
  for await (const item of readTar(new SeekingReader(source), { limits: { maxEntries: MAX_ENTRIES } })) {
    if ('problem' in item) throw damaged(path, `it is damaged at byte ${item.offset}`);
    const { entry } = item;
    if (entry.type !== 'file' || entry.isSparse || entry.body.length > MAX_FILE_BYTES || entries.has(entry.name))
      throw damaged(path, `${entry.name} has no place in a bundle`);
    entries.set(entry.name, entry);
    end = entry.body.offset + entry.body.length + fileFilling(entry.body.length).length;
  }
  if (source.size < end + archiveEnd().length) throw damaged(path, 'it is cut off');
  return entries;
}

const SUM = /^([0-9a-f]{64}) {2}(\S+)$/;

async function sumsOf(
  path: string,
  entries: ReadonlyMap<string, TarEntry>,
  source: ByteSource,
): Promise<ReadonlyMap<string, string>> {
  const entry = entries.get(SUMS);
  if (entry === undefined) throw damaged(path, `${SUMS} is not in it`);
  const text = Buffer.from(await source.read(entry.body.offset, entry.body.length)).toString();
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [, sum, name] = SUM.exec(line) ?? [];
        if (sum === undefined || name === undefined) throw damaged(path, `${SUMS} is not as it is written`);
        return [name, sum];
      }),
  );
}

async function checkShards(path: string, catalogue: Catalogue, file: Bundle['file']): Promise<void> {
  for (const [ecosystem, { sha256: sum }] of Object.entries(catalogue.shards))
    if (!(await isAsListed(catalogue, ecosystem, await file(sum))))
      throw damaged(path, `the advisories of ${JSON.stringify(ecosystem)} are not what it lists`);
}

function damaged(path: string, why: string): UserError {
  return new UserError(problemOf(advisoryErrors, 'PL_E_ADVISORY_BUNDLE', { path, why }));
}
