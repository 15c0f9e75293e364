/** A document that Helm rendered. */
export interface RenderedPart {
  /** The template as Helm names it, without the name of the chart: `templates/deployment.yaml`, `charts/redis/templates/...`. */
  readonly template: string;
  readonly text: string;
}

const SOURCE = /^# Source: ([^/\n]+)\/(.+)$/;

/** The length of the separator with its line end. */
const SEPARATOR = '---\n';

/**
 * The documents that `helm template` printed, each with the template that it says it is from. Documents of one template that
 * follow each other stay apart. A line that only looks like a separator, in a block of text, is indented and so is none.
 */
export function splitOutput(output: string, chart: string): readonly RenderedPart[] {
  const parts: RenderedPart[] = [];
  let template = 'Chart.yaml';
  for (const text of documentsOf(output)) {
    const [first = ''] = text.split('\n', 1);
    const [, name = '', path = ''] = SOURCE.exec(first) ?? [];
    if (name === chart) template = path;
    const body = name === chart ? text.slice(first.length + 1) : text;
    if (body.trim() !== '') parts.push({ template, text: body });
  }
  return parts;
}

function* documentsOf(output: string): Generator<string> {
  const text = output.replaceAll('\r\n', '\n');
  let start = text.startsWith(SEPARATOR) ? SEPARATOR.length : 0;
  for (;;) {
    const end = text.indexOf(`\n${SEPARATOR}`, start - 1);
    if (end < 0) break;
    yield text.slice(start, end + 1);
    start = end + 1 + SEPARATOR.length;
  }
  yield text.slice(start);
}
