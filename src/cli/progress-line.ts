import type { Progress, Stage, StageDescription } from '../core/progress.ts';
import { printable } from '../report/excerpt/printable.ts';
import { bytesText } from '../report/shown/bytes.ts';
import { paintWith } from '../report/text/paint.ts';
import { cutTo, widthOf } from './text-width.ts';

/** The terminal that a line is shown on. */
export interface LineTerminal {
  readonly write: (text: string) => void;
  /** How wide it is at the moment. */
  readonly columns: () => number;
  readonly colour: boolean;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Calls again and again after so many milliseconds, until it is stopped; it keeps no process alive. */
  readonly every: (milliseconds: number, call: () => void) => () => void;
}

/** How long work goes on before it is shown, in milliseconds. */
const PATIENCE = 500;
/** The least time between two updates, in milliseconds. */
const BETWEEN_UPDATES = 100;
/** Of how long the rate is taken, in milliseconds: of less it would jump, of more it would lag. */
const RATE_WINDOW = 3000;

/** How many columns of a long name are shown at least, where there is room for more than the name. */
const LEAST_NAME = 16;

const TO_LINE_START = '\r';
const ERASE_TO_LINE_END = '\u001b[K';

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** A stage that goes on, with what was told of it. */
class RunningStage implements Stage {
  readonly #description: StageDescription;
  readonly #told: () => void;
  readonly #ended: (stage: RunningStage) => void;
  readonly #samples: Sample[];
  #parts = 0;
  #bytes = 0;
  #unread = 0;

  constructor(description: StageDescription, line: { at: number; told: () => void; ended: (stage: Stage) => void }) {
    this.#description = description;
    this.#told = line.told;
    this.#ended = line.ended;
    this.#samples = [{ at: line.at, bytes: 0 }];
  }

  read(bytes: number): void {
    this.#bytes += bytes;
    this.#told();
  }

  endPart(unread: number): void {
    this.#parts += 1;
    this.#unread += unread;
    this.#told();
  }

  end(): void {
    this.#ended(this);
  }

  name(): string {
    return printable(this.#description.name(this.#parts)).replaceAll(/\s/g, ' ');
  }

  /** How much was read, of how much, and how fast: the longest first, and nothing at last. */
  amounts(now: number): readonly string[] {
    if (this.#bytes === 0) return [''];
    const { bytes: all } = this.#description;
    const total = all === undefined ? undefined : all - this.#unread;
    // A manifest that lies about sizes is told elsewhere.
    const of = total === undefined || total < this.#bytes ? '' : ` of ${bytesText(total)}`;
    const read = `  ${bytesText(this.#bytes)}`;
    const rate = `  ${bytesText(this.#rateAt(now))}/s`;
    return [`${read}${of}${rate}`, `${read}${rate}`, read, ''];
  }

  /** Bytes in a second, of the last few seconds. */
  #rateAt(now: number): number {
    while ((this.#samples[1]?.at ?? now) < now - RATE_WINDOW) this.#samples.shift();
    const first = this.#samples[0] ?? { at: now, bytes: this.#bytes };
    this.#samples.push({ at: now, bytes: this.#bytes });
    const seconds = (now - first.at) / 1000;
    return seconds <= 0 ? 0 : Math.round((this.#bytes - first.bytes) / seconds);
  }
}

/**
 * Progress as one line that is written again and again, and gone before anything else is written: `layer 3 of 7  182.4 MB  61.2 MB/s`.
 * What is done in half a second shows nothing. Between two stages the line stays, so that it does not flicker.
 */
export class ProgressLine implements Progress {
  readonly #terminal: LineTerminal;
  readonly #stages: RunningStage[] = [];
  #begun: number | undefined;
  #drawn = Number.NEGATIVE_INFINITY;
  #shown = '';
  #stopTimer: (() => void) | undefined;

  constructor(terminal: LineTerminal) {
    this.#terminal = terminal;
  }

  begin(description: StageDescription): Stage {
    const at = this.#terminal.now();
    this.#begun ??= at;
    const update = (): void => this.#update();
    const stage = new RunningStage(description, { at, told: update, ended: (ended) => this.#end(ended) });
    this.#stages.push(stage);
    // Where nothing is read for a while, as while a registry is waited for, nobody else would write it.
    this.#stopTimer ??= this.#terminal.every(BETWEEN_UPDATES, update);
    return stage;
  }

  /** Takes the line away, for what is written next. It comes back with the next update. */
  clear(): void {
    if (this.#shown === '') return;
    this.#shown = '';
    this.#terminal.write(`${TO_LINE_START}${ERASE_TO_LINE_END}`);
  }

  /** Takes the line away for good. */
  close(): void {
    this.#stages.length = 0;
    this.#stop();
    this.clear();
  }

  #end(ended: Stage): void {
    const index = this.#stages.findIndex((stage) => stage === ended);
    if (index >= 0) this.#stages.splice(index, 1);
    if (this.#stages.length === 0) this.#stop();
  }

  #stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #update(): void {
    const now = this.#terminal.now();
    const stage = this.#stages.at(-1);
    if (stage === undefined || now - this.#drawn < BETWEEN_UPDATES || now - (this.#begun ?? now) < PATIENCE) return;
    this.#drawn = now;
    const text = this.#textOf(stage, now);
    if (text === this.#shown) return;
    this.#shown = text;
    const painted = paintWith(this.#terminal.colour).faint(text);
    this.#terminal.write(`${TO_LINE_START}${painted}${ERASE_TO_LINE_END}`);
  }

  /** Its last column stays free: some terminals go on to the next line once it is written. */
  #textOf(stage: RunningStage, now: number): string {
    const columns = Math.max(1, this.#terminal.columns() - 1);
    const name = stage.name();
    const least = Math.min(widthOf(name), LEAST_NAME);
    const amount = stage.amounts(now).find((each) => least + widthOf(each) <= columns) ?? '';
    return `${cutTo(columns - widthOf(amount), name)}${amount}`;
  }
}
