import type { ContentHash } from '../../core/package.ts';
import { type CatalogItem, textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { pythonName } from './name.ts';

/** What pip would install, as far as exact versions are asked for. Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/. */
export const pythonRequirements = defineLockCataloger({
  id: 'python/requirements',
  summary: 'exact versions in `requirements.txt`',
  version: 1,
  claims: ['**/requirements.txt'],
  async *catalog(file) {
    for (const { text, line } of requirementsIn(await textOf(file))) yield* pinnedItem(text, line);
  },
});

interface Requirement {
  readonly text: string;
  readonly line: number;
}

/** Lines that end with a backslash go on in the next one. */
function* requirementsIn(text: string): Generator<Requirement> {
  let parts: string[] = [];
  let first = 1;
  for (const [index, written] of linesIn(text)) {
    if (parts.length === 0) first = index + 1;
    const line = written.trimEnd();
    parts.push(line.replace(/\\$/, ''));
    if (line.endsWith('\\')) continue;
    yield { text: parts.join(' '), line: first };
    parts = [];
  }
  if (parts.length > 0) yield { text: parts.join(' '), line: first };
}

const PINNED =
  /^\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\]\s*)?={2,3}\s*(?<version>[A-Za-z0-9][A-Za-z0-9._+!-]*)\s*(?:[;#]|--|$)/;

function* pinnedItem(text: string, line: number): Generator<CatalogItem> {
  const { name, version } = PINNED.exec(text)?.groups ?? {};
  if (name === undefined || version === undefined) return;
  const digests = text.matchAll(/--hash=sha256:([0-9a-f]{64})(?=\s|$)/g);
  const hashes = [...digests].map(([, value = '']): ContentHash => ({ algorithm: 'sha256', value }));
  // Several digests are of several files, of which one would be installed.
  const only = hashes.length === 1 ? hashes : [];
  yield lockedItem({ type: 'pypi', name: pythonName(name), version, hashes: only }, line);
}
