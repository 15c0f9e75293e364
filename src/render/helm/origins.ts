import type { FieldPath } from '../../core/field-path.ts';
import type { RenderedOrigin, Rendering, Source, ValueOrigin } from '../../core/source.ts';
import { LineIndex, positionAt } from '../../formats/lines.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { within } from '../paths.ts';
import type { ValuePath } from './actions.ts';
import { alignLines, isPlainAction } from './align.ts';
import type { RenderedPart } from './split.ts';
import { type TemplateLine, templateLines } from './template.ts';
import { type ChartTexts, chartSteps } from './templates.ts';
import { lackedKey, linesForKey } from './unset.ts';
import { type Values, valueOf } from './values.ts';

/** The most cells that the alignments of a chart may fill together; what comes after is placed at the first line of its template. */
const MAX_CELLS = 20_000_000;

/** Finds where what Helm rendered was written. Nothing is looked up before somebody asks. */
export class HelmOrigins {
  readonly #texts: ChartTexts;
  readonly #lines = new Map<string, readonly TemplateLine[]>();
  #cellsLeft = MAX_CELLS;
  readonly #shown = new Map<string, readonly (readonly string[])[]>();

  constructor(texts: ChartTexts) {
    this.#texts = texts;
  }

  /** A rendered document as a source that knows its template. */
  sourceOf({ template, text }: RenderedPart): Source {
    const written = this.#texts.templates.get(template);
    const path = written?.path ?? this.#texts.chart.source.path;
    return { path, text, rendering: new PartOrigins({ template, text }, this, this.#texts) };
  }

  linesOf(template: string): readonly TemplateLine[] {
    const written = this.#texts.templates.get(template);
    const lines = this.#lines.get(template) ?? (written === undefined ? [] : templateLines(written.text));
    this.#lines.set(template, lines);
    return lines;
  }

  /** The lines of the template that gave those of a document; undefined where it would take too long to tell. */
  alignedWith({ template, text }: RenderedPart): Int32Array | undefined {
    const lines = this.linesOf(template);
    const rendered = text.split('\n');
    const cells = lines.length * rendered.length;
    if (cells > this.#cellsLeft) return undefined;
    this.#cellsLeft -= cells;
    return alignLines(rendered, lines, this.shownBy(template));
  }

  /** The values that a line reads, with those of the named templates that it includes. */
  readsOf({ reads }: TemplateLine): readonly ValuePath[] {
    return reads.flatMap(({ values, includes }) => [
      ...values,
      ...includes.flatMap((name) => this.#texts.named.get(name) ?? []),
    ]);
  }

  /** The plain values that each line of a template reads, as text. */
  shownBy(template: string): readonly (readonly string[])[] {
    const known = this.#shown.get(template);
    if (known !== undefined) return known;
    const files = this.#texts.valuesFor(template);
    const shown = this.linesOf(template).map((line) => this.readsOf(line).flatMap((path) => plainValue(path, files)));
    this.#shown.set(template, shown);
    return shown;
  }
}

function plainValue(path: ValuePath, files: readonly Values[]): readonly string[] {
  const value = files.map((file) => file.valueAt(path)).find((each) => each !== undefined);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/** Where the lines of one rendered document were written. */
class PartOrigins implements Rendering {
  readonly by = 'helm';
  readonly #part: RenderedPart;
  readonly #origins: HelmOrigins;
  readonly #texts: ChartTexts;
  #value: unknown;
  #aligned: { readonly index: LineIndex; readonly states: Int32Array | undefined } | undefined;

  constructor(part: RenderedPart, origins: HelmOrigins, texts: ChartTexts) {
    this.#part = part;
    this.#origins = origins;
    this.#texts = texts;
  }

  originOf(offset: number, path: FieldPath = []): RenderedOrigin {
    const { template } = this.#part;
    const written = this.#texts.templates.get(template);
    if (written === undefined) return this.#dependencyOrigin();
    const lines = this.#origins.linesOf(template);
    const { index, states } = this.#align();
    const { line } = index.positionAt(offset);
    const state = states?.[line - 1] ?? -1;
    const from = lines[state];
    if (from === undefined) return { file: written.path, line: 1, column: 1 };
    const lacked = lackedKey(this.#valueOnce(), path);
    const value =
      lacked === undefined
        ? this.#shownValue(from, index.lineText(line))
        : this.#unsetValue(linesForKey(lines, state, lacked));
    const origin = { file: written.path, line: from.line, column: from.column };
    return value === undefined ? origin : { ...origin, value };
  }

  /** The value that a rendered line shows. */
  #shownValue(from: TemplateLine, text: string): ValueOrigin | undefined {
    const shown = { text, reads: this.#origins.readsOf(from), hasWords: !isPlainAction(from) };
    return valueOf(shown, this.#texts.valuesFor(this.#part.template));
  }

  /** The value that would have given what was not rendered: the only one that its lines read. */
  #unsetValue(lines: readonly TemplateLine[]): ValueOrigin | undefined {
    const reads = lines.flatMap((line) => this.#origins.readsOf(line));
    const [only] = reads;
    if (only === undefined || new Set(reads.map((path) => path.join('.'))).size > 1) return undefined;
    const file = this.#texts.valuesFor(this.#part.template).find((each) => each.valueAt(only) !== undefined);
    return file?.originOf(only);
  }

  #valueOnce(): unknown {
    this.#value ??= [...readDocuments(this.#part.text)][0]?.value ?? null;
    return this.#value;
  }

  /** A chart that is packed has no templates to show: it is named where the chart above asks for it. */
  #dependencyOrigin(): RenderedOrigin {
    const { chart, root } = this.#texts;
    const { source, document, dependencies } = chart;
    const [name] = chartSteps(this.#part.template);
    const dependency = dependencies.find((each) => each.name === name || each.alias === name);
    const located = dependency === undefined ? undefined : document.locate(['dependencies', dependency.index]);
    const file = source.path === '' ? within(root.directory, 'Chart.yaml') : source.path;
    if (located === undefined) return { file, line: 1, column: 1 };
    return { file, ...positionAt(source.text, located.value.start) };
  }

  #align() {
    this.#aligned ??= {
      index: new LineIndex(this.#part.text),
      states: this.#origins.alignedWith(this.#part),
    };
    return this.#aligned;
  }
}
