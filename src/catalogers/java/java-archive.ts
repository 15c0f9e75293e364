import type { ByteSource } from '../../core/ports.ts';
import { NO_ARCHIVE, nestedArchives } from '../../formats/zip/nested.ts';
import type { Zip } from '../../formats/zip/read-zip.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import type { Coordinates } from './archive/coordinates.ts';
import { stemOf } from './archive/file-name.ts';
import { type Identified, identify } from './archive/identify.ts';
import { type Manifest, readManifest } from './archive/manifest.ts';
import { readPomProperties } from './archive/pom-properties.ts';
import { readPomXml } from './archive/pom-xml.ts';

/** Suffixes of archives of Java: libraries, applications for servers, plug-ins. */
const SUFFIXES = ['jar', 'war', 'ear', 'par', 'sar', 'nar', 'kar', 'jpi', 'hpi'];
/** Suffixes that files of other kinds have, too, such as archives of Nix. */
const AMBIGUOUS = /\.(?:par|sar|nar|kar)$/i;
const ARCHIVE = new RegExp(`\\.(?:${SUFFIXES.join('|')})$`, 'i');

/** The libraries in archives of Java, and in archives that lie in them. */
export const javaArchive = defineCataloger({
  id: 'java/java-archive',
  summary: 'jar, war, ear and other archives of Java with those that lie in them: by their poms, manifest and name',
  version: 1,
  claims: SUFFIXES.map((suffix) => `**/*.${suffix}`),
  maxBytes: 2 * 1024 * 1024 * 1024,
  async *catalog({ path, source }) {
    yield* librariesOf(path, source);
  },
});

async function* librariesOf(path: string, source: ByteSource): AsyncGenerator<CatalogItem> {
  const budget = new Budget();
  for await (const item of nestedArchives(source, { isArchive: (name) => ARCHIVE.test(name) })) {
    const { path: inner } = item;
    if ('damage' in item) {
      if (inner.length === 0 && item.damage.why === NO_ARCHIVE && AMBIGUOUS.test(path)) return;
      yield unknown(inner, item.damage.why, item.damage.offset);
      continue;
    }
    const facts = new Facts(item.zip, budget);
    yield* await facts.itemsOf(stemOf(inner.at(-1) ?? path), inner);
  }
}

/** Something that lies in archives: their names from outside, as Java writes them, stand before it. */
function unknown(inner: readonly string[], why: string, offset?: number): CatalogItem {
  if (inner.length > 0) return { kind: 'unknown', reason: `${inner.join('!/')}: ${why}` };
  return { kind: 'unknown', reason: why, ...(offset === undefined ? {} : { offset }) };
}

/** Bytes of poms and manifests that are still read of one file. */
class Budget {
  left = 256 * 1024 * 1024;
}

/** The largest pom or manifest, in bytes. */
const MAX_TEXT = 8 * 1024 * 1024;

const MANIFEST = /^META-INF\/MANIFEST\.MF$/i;
const POM = /^(?:.+\/)?META-INF\/maven\/([^/]+\/[^/]+)\/pom\.(properties|xml)$/;

/** What is read of one archive. */
class Facts {
  readonly #zip: Zip;
  readonly #budget: Budget;
  readonly #unread: string[] = [];

  constructor(zip: Zip, budget: Budget) {
    this.#zip = zip;
    this.#budget = budget;
  }

  async itemsOf(stem: string, inner: readonly string[]): Promise<readonly CatalogItem[]> {
    const manifest = await this.#manifest();
    const poms = await this.#poms();
    // Such an archive has the name of a library that it watches, and nothing of it.
    const isWatcher = manifest.has('weave-classes');
    const libraries = isWatcher ? [] : identify({ stem, manifest, poms });
    return [
      ...libraries.map((library) => itemOf(library, inner)),
      ...this.#unread.map((reason) => unknown(inner, reason)),
    ];
  }

  async #manifest(): Promise<Manifest> {
    const entry = this.#zip.entries.find(({ name }) => MANIFEST.test(name));
    return readManifest((entry === undefined ? undefined : await this.#text(entry)) ?? '');
  }

  /** By `pom.properties`, and where that lacks or does not name it by `pom.xml`. */
  async #poms(): Promise<readonly Coordinates[]> {
    const byLibrary = new Map<string, Coordinates>();
    for (const kind of ['properties', 'xml']) {
      for (const entry of this.#zip.entries) {
        const [, library, suffix] = POM.exec(entry.name) ?? [];
        if (library === undefined || suffix !== kind || byLibrary.has(library)) continue;
        const text = await this.#text(entry);
        const pom = kind === 'xml' ? readPomXml(text ?? '') : readPomProperties(text ?? '');
        if (pom !== undefined) byLibrary.set(library, pom);
      }
    }
    return [...byLibrary.values()];
  }

  async #text(entry: Zip['entries'][number]): Promise<string | undefined> {
    this.#budget.left -= entry.size;
    if (this.#budget.left < 0) {
      if (this.#budget.left + entry.size >= 0) this.#unread.push('its poms and manifests are too large to be all read');
      return undefined;
    }
    const bytes = await this.#zip.read(entry, MAX_TEXT);
    if (bytes instanceof Uint8Array) return new TextDecoder().decode(bytes);
    this.#unread.push(bytes.why);
    return undefined;
  }
}

function itemOf({ library, by, isOwn }: Identified, inner: readonly string[]): CatalogItem {
  const { group, artifact, version } = library;
  const details = {
    by,
    ...(inner.length === 0 ? {} : { archive: inner.join('!/') }),
    ...(isOwn ? {} : { shaded: 'true' }),
  };
  return {
    kind: 'package',
    package: {
      type: 'maven',
      ...(group === undefined ? {} : { namespace: group }),
      name: artifact,
      version,
      evidence: by === 'pom' ? 'installed' : 'recognised',
      details,
    },
  };
}
