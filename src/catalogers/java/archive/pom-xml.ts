import type { Coordinates } from './coordinates.ts';
import { isPlain } from './pom-properties.ts';

const OPENING = /^<([^\s<>/!?]+)[^<>]*>$/;
const CLOSING = /^<\/([^\s<>]+)\s*>$/;

/** What a project is called, by the path of the element. */
const PATHS = new Set([
  'project/groupId',
  'project/artifactId',
  'project/version',
  'project/parent/groupId',
  'project/parent/version',
]);

/** The deepest place of what is looked for. */
const MAX_DEPTH = 64;

/**
 * Reads the coordinates of a project; group and version may be those of its parent. Undefined where they are not written out. Only elements
 * and their text are read: no entities, nothing outside.
 * Source: https://maven.apache.org/pom.html#Maven_Coordinates.
 */
export function readPomXml(text: string): Coordinates | undefined {
  const values = valuesOf(text);
  const artifact = values.get('project/artifactId') ?? '';
  const group = values.get('project/groupId') ?? values.get('project/parent/groupId') ?? '';
  const version = values.get('project/version') ?? values.get('project/parent/version') ?? '';
  return [artifact, group, version].every(isPlain) ? { group, artifact, version } : undefined;
}

function valuesOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const way: string[] = [];
  let content = '';
  for (const piece of pieces(text)) {
    const [, opened] = OPENING.exec(piece) ?? [];
    if (CLOSING.test(piece)) {
      const path = way.join('/');
      if (PATHS.has(path) && !values.has(path)) values.set(path, content.trim());
      way.pop();
    } else if (opened !== undefined && !piece.endsWith('/>')) {
      if (way.length >= MAX_DEPTH) return values;
      way.push(opened);
    }
    content = piece.startsWith('<') ? '' : piece;
  }
  return values;
}

/** Tags and the text between them, in their order; comments, instructions and declarations are left out. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('<', at);
    if (start < 0) return;
    if (start > at) yield text.slice(at, start);
    const isComment = text.startsWith('<!--', start);
    const end = text.indexOf(isComment ? '-->' : '>', start);
    if (end < 0) return;
    at = end + (isComment ? 3 : 1);
    if (!text.startsWith('<!', start) && !text.startsWith('<?', start)) yield text.slice(start, at);
  }
}
