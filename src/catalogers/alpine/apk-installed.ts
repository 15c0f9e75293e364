import type { ContentHash, Package } from '../../core/package.ts';
import { type CatalogItem, defineCataloger, textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';

/** The packages of apk's database. Source: https://wiki.alpinelinux.org/wiki/Apk_spec, Installed Database V2. */
export const apkInstalled = defineCataloger({
  id: 'alpine/apk-installed',
  summary: "apk's database: Alpine, Wolfi, Chainguard, postmarketOS",
  version: 1,
  claims: ['lib/apk/db/installed', 'usr/lib/apk/db/installed'],
  maxBytes: 256 * 1024 * 1024,
  async *catalog(file) {
    for (const record of recordsOf(await textOf(file))) yield* itemsOf(record);
  },
});

/** A record: its fields by their letters, and the files that it lists. */
interface ApkRecord {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  readonly damagedLine: number | undefined;
}

function* recordsOf(text: string): Generator<ApkRecord> {
  let record: RecordLines | undefined;
  for (const [index, content] of linesIn(text)) {
    if (content.trim() === '') {
      if (record !== undefined) yield record;
      record = undefined;
    } else {
      record ??= new RecordLines(index + 1);
      record.add(content, index + 1);
    }
  }
  if (record !== undefined) yield record;
}

class RecordLines implements ApkRecord {
  readonly line: number;
  readonly fields = new Map<string, string>();
  readonly files: string[] = [];
  damagedLine: number | undefined;
  #directory = '';

  constructor(line: number) {
    this.line = line;
  }

  add(content: string, line: number): void {
    const [letter = '', colon] = content;
    const value = content.slice(2);
    if (colon !== ':') this.damagedLine ??= line;
    else if (letter === 'F') this.#directory = value;
    else if (letter === 'R') this.files.push(`${this.#directory}/${value}`.replace(/^\/+/, ''));
    else this.fields.set(letter, value);
  }
}

function* itemsOf({ line, fields, files, damagedLine }: ApkRecord): Generator<CatalogItem> {
  const name = fields.get('P') ?? '';
  const version = fields.get('V') ?? '';
  if (damagedLine !== undefined) yield { kind: 'unknown', reason: 'a line that is no field', line: damagedLine };
  if (name === '' || version === '') {
    yield { kind: 'unknown', reason: `a record without a ${name === '' ? 'name (P:)' : 'version (V:)'}`, line };
    return;
  }
  yield { kind: 'package', package: packageOf(fields, name, version), keys: [name], files, line };
}

function packageOf(fields: ApkRecord['fields'], name: string, version: string): Package {
  const architecture = fields.get('A');
  const licence = fields.get('L');
  const hash = hashOf(fields.get('C') ?? '');
  const dependsOn = namesIn(fields.get('D'));
  const provides = namesIn(fields.get('p'));
  return {
    type: 'apk',
    name,
    version,
    evidence: 'installed',
    source: { name: fields.get('o') ?? name, version },
    ...(architecture === undefined ? {} : { architecture }),
    ...(licence === undefined || licence === '' ? {} : { licences: [licence] }),
    ...(hash === undefined ? {} : { hashes: [hash] }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(provides.length === 0 ? {} : { provides }),
  };
}

/** `Q1` and the SHA-1 in base64. */
function hashOf(written: string): ContentHash | undefined {
  const encoded = /^Q1([A-Za-z0-9+/]{27}=)$/.exec(written)?.[1];
  return encoded === undefined
    ? undefined
    : { algorithm: 'sha1', value: Buffer.from(encoded, 'base64').toString('hex') };
}

/** The names of a list such as `so:libc.musl-x86_64.so.1 busybox>1.36 !uclibc`, without versions and conflicts. */
function namesIn(list: string | undefined): readonly string[] {
  const names = (list ?? '')
    .split(' ')
    .filter((each) => each !== '' && !each.startsWith('!'))
    .map((each) => each.replace(/[<>=~].*$/, ''));
  return [...new Set(names)];
}
