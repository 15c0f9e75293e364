/** The part of a text that holds one YAML document, or none. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Where a `---` stands that Kubernetes takes for a separator and refuses for what follows it. */
  readonly refusedSeparator: number | undefined;
}

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const PROLOGUE_LINE = /^(?:%|[ \t]*(?:#|$))/;

/**
 * Splits a YAML text where Kubernetes does: at lines that begin with `---` and hold nothing else but a comment
 * (k8s.io/apimachinery/pkg/util/yaml/decoder.go, YAMLReader). Kubernetes refuses a file that has content on such a line; YAML does
 * not, so its document is split off all the same and marked. Directives (`%YAML`) stay with the document they are for.
 */
export function* splitYaml(text: string, from = 0): Generator<Chunk> {
  let start = from;
  let refused: number | undefined;
  for (let at = firstMarker(text, from); at !== -1; at = nextMarker(text, at)) {
    const lineEnd = endOfLine(text, at);
    const rest = isBareMarker(text, at) ? '' : text.slice(at + 3, lineEnd).replace(/^[\s\u0085]+/, '');
    if (rest === '' || rest.startsWith('#')) {
      if (isPrologue(text, start, at)) continue;
      yield { start, end: at, refusedSeparator: refused };
      start = Math.min(lineEnd + 1, text.length);
      refused = undefined;
    } else if (text[at + 3] === ' ' || text[at + 3] === '\t') {
      yield { start, end: at, refusedSeparator: refused };
      start = at;
      refused = at;
    } else refused ??= at;
  }
  yield { start, end: text.length, refusedSeparator: refused };
}

function firstMarker(text: string, from: number): number {
  return text.startsWith('---', from) ? from : nextMarker(text, from);
}

/** The next `---` at the start of a line, or -1. */
export function nextMarker(text: string, from: number): number {
  const at = text.indexOf('\n---', from);
  return at === -1 ? -1 : at + 1;
}

function isBareMarker(text: string, at: number): boolean {
  const after = text.charCodeAt(at + 3);
  return after === NEWLINE || (after === CARRIAGE_RETURN && text.charCodeAt(at + 4) === NEWLINE);
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

/** Whether nothing but directives and comments stands here, at least one directive among them. */
function isPrologue(text: string, start: number, end: number): boolean {
  let directives = 0;
  for (let at = start; at < end; ) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd).trimEnd();
    if (!PROLOGUE_LINE.test(line)) return false;
    if (line.startsWith('%')) directives += 1;
    at = lineEnd + 1;
  }
  return directives > 0;
}
