import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { ContentHash } from '../../core/package.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { parsedJson, textAt, textsAt } from '../documents.ts';
import { linesIn } from '../lines.ts';
import { packageOf } from '../package-of.ts';

/** The most that a manifest unpacks to, in bytes. */
const MAX_UNPACKED = 256 * 1024 * 1024;

const unpack = promisify(zstdDecompress);

/**
 * The packages of which chisel cut slices, with the files that it took: a packed file with a JSON value on each line.
 * Source: https://documentation.ubuntu.com/chisel/en/latest/reference/manifest/.
 */
export const debianChiselManifest = defineCataloger({
  id: 'debian/chisel-manifest',
  summary: "chisel's manifest: slices of Ubuntu's packages",
  version: 1,
  claims: ['var/lib/chisel/manifest.wall'],
  maxBytes: 32 * 1024 * 1024,
  async *catalog({ source }) {
    const packed = await source.read(0, source.size);
    let text: string;
    try {
      text = new TextDecoder().decode(await unpack(packed, { maxOutputLength: MAX_UNPACKED }));
    } catch (error) {
      // Node.js says so where it cannot be unpacked, or is larger.
      if (!(error instanceof Error) || !('code' in error)) throw error;
      yield { kind: 'unknown', reason: `no zstd that can be unpacked to at most ${MAX_UNPACKED} bytes` };
      return;
    }
    yield* linesOf(text);
  },
});

function* linesOf(text: string): Generator<CatalogItem> {
  const files = new Map<string, string[]>();
  for (const [index, line] of linesIn(text)) {
    if (line.trim() === '') continue;
    const parsed = parsedJson(line);
    if ('unknown' in parsed) yield { ...parsed.unknown, line: index + 1 };
    else if (textAt(parsed.value, 'kind') === 'package') yield packageItem(parsed.value, index + 1);
    else if (textAt(parsed.value, 'kind') === 'path') takePath(files, parsed.value);
  }
  for (const [key, paths] of files) yield { kind: 'addition', type: 'deb', key, files: paths };
}

function packageItem(value: unknown, line: number): CatalogItem {
  const name = textAt(value, 'name');
  const version = textAt(value, 'version');
  if (name === '' || version === '') {
    return { kind: 'unknown', reason: `a record without a ${name === '' ? 'name' : 'version'}`, line };
  }
  const architecture = textAt(value, 'arch');
  const hashes = hashOf(textAt(value, 'sha256'));
  const each = packageOf({ type: 'deb', name, version, evidence: 'installed', architecture, hashes });
  return { kind: 'package', package: each, keys: [`chisel/${name}`], line };
}

/** A path names the slices that it is of, as `libc6_libs`. */
function takePath(files: Map<string, string[]>, value: unknown): void {
  const path = textAt(value, 'path').replace(/^\/+/, '');
  if (path === '' || path.endsWith('/')) return;
  for (const name of new Set(textsAt(value, 'slices').map((slice) => slice.split('_', 1)[0] ?? ''))) {
    const known = files.get(`chisel/${name}`);
    if (known === undefined) files.set(`chisel/${name}`, [path]);
    else known.push(path);
  }
}

function hashOf(value: string): readonly ContentHash[] {
  return /^[0-9a-f]{64}$/.test(value) ? [{ algorithm: 'sha256', value }] : [];
}
