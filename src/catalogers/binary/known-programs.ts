import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { type Classified, classify } from './classifiers/classify.ts';
import { classifiers } from './classifiers/table.ts';

/** Programs that no package manager tells of, by their file names and what they say of themselves. */
export const knownPrograms = defineCataloger({
  id: 'binary/known-programs',
  summary: 'programs outside package managers, such as node, python, nginx or openssl, by texts in them',
  version: 3,
  executables: true,
  readsThrough: true,
  maxBytes: 1024 * 1024 * 1024,
  async *catalog({ path, source }) {
    const fileName = nameOf(path);
    const possible = classifiers.filter(({ files }) => files.test(fileName));
    if (possible.length === 0) return;
    for (const classified of await classify(source, fileName, possible)) yield* itemsOf(classified);
  },
});

/** The name of a file, of a program of Windows without its ending and as its peers elsewhere are spelled. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(?:exe|dll)$/i.test(name) ? name.toLowerCase().replace(/\.exe$/, '') : name;
}

function* itemsOf({ classifier, evidence, isCut }: Classified): Generator<CatalogItem> {
  const { name, confidence, cpe } = classifier;
  const [first, ...others] = evidence;
  if (isCut)
    yield { kind: 'unknown', reason: `it looks like ${name}, at more places than are looked at`, isGuess: true };
  if (first === undefined) return;
  const { version, offset, text } = first;
  if (others.length > 0) {
    const versions = evidence.map((each) => each.version).join(', ');
    yield { kind: 'unknown', reason: `it looks like ${name}, of several versions: ${versions}`, offset, isGuess: true };
    return;
  }
  yield {
    kind: 'package',
    package: {
      type: 'generic',
      name,
      version,
      evidence: 'recognised',
      cpes: [cpeOf(cpe, version)],
      details: { confidence, matched: text },
    },
    offset,
  };
}

/** A CPE 2.3 name. Source: https://nvlpubs.nist.gov/nistpubs/Legacy/IR/nistir7695.pdf, 6.2. */
function cpeOf([vendor, product]: readonly [string, string], version: string): string {
  const escaped = version.replaceAll(/[^\w.-]/g, String.raw`\$&`);
  return `cpe:2.3:a:${vendor}:${product}:${escaped}:*:*:*:*:*:*:*`;
}
