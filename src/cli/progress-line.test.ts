import { describe, expect, test } from 'vitest';
import { ProgressLine } from './progress-line.ts';
import { cutTo, widthOf } from './text-width.ts';

/** A terminal of one line, and a clock that goes on when it is told to. */
class FakeTerminal {
  readonly line: ProgressLine;
  written: string[] = [];
  columns = 80;
  timers = 0;
  #now = 1000;
  readonly #calls = new Set<() => void>();

  constructor(colour = false) {
    this.line = new ProgressLine({
      write: (text) => this.written.push(text),
      columns: () => this.columns,
      colour,
      now: () => this.#now,
      every: (_, call) => {
        this.timers += 1;
        this.#calls.add(call);
        return () => this.#calls.delete(call);
      },
    });
  }

  get isTicking(): boolean {
    return this.#calls.size > 0;
  }

  /** Goes on by as many tenths of a second, the timer with it, and gives what was written. */
  pass(tenths: number): readonly string[] {
    this.written = [];
    for (let tenth = 0; tenth < tenths; tenth += 1) {
      this.#now += 100;
      for (const call of this.#calls) call();
    }
    return this.written;
  }

  /** Goes on without the timer, as while the thread is busy. */
  skip(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

const GONE = '\r\u001b[K';

function shown(text: string): string {
  return `\r${text}\u001b[K`;
}

function layers(count: number, bytes?: number) {
  return { name: (ended: number) => `layer ${Math.min(ended + 1, count)} of ${count}`, bytes };
}

describe('progress', () => {
  test('shows nothing of what is done within half a second', () => {
    const terminal = new FakeTerminal();
    const stage = terminal.line.begin(layers(2));
    stage.read(1e6);
    expect(terminal.pass(4)).toEqual([]);
    stage.end();
    terminal.line.close();
    expect(terminal.pass(10)).toEqual([]);
    expect(terminal.isTicking).toBe(false);
  });

  test('is one line that is written again where it has changed', () => {
    const terminal = new FakeTerminal();
    const stage = terminal.line.begin(layers(7));
    expect(terminal.pass(5)).toEqual([shown('layer 1 of 7')]);
    expect(terminal.pass(5)).toEqual([]);
    stage.endPart(0);
    stage.endPart(0);
    stage.read(30_000_000);
    expect(terminal.pass(1).at(-1)).toBe(shown('layer 3 of 7  30.0 MB  27.3 MB/s'));
  });

  test('is written at most ten times a second, however often it is told something', () => {
    const terminal = new FakeTerminal();
    const stage = terminal.line.begin(layers(7));
    terminal.skip(500);
    for (let millisecond = 0; millisecond < 1000; millisecond += 1) {
      terminal.skip(1);
      stage.read(1000);
    }
    expect(terminal.written).toHaveLength(10);
  });

  test('is written although the timer never gets its turn', () => {
    const terminal = new FakeTerminal();
    const stage = terminal.line.begin(layers(7));
    terminal.skip(600);
    stage.read(6_000_000);
    expect(terminal.written).toEqual([shown('layer 1 of 7  6.0 MB  10.0 MB/s')]);
  });

  test('takes the rate of the last three seconds, and it falls where nothing comes', () => {
    const terminal = new FakeTerminal();
    const stage = terminal.line.begin(layers(1));
    for (let tenth = 0; tenth < 50; tenth += 1) {
      stage.read(1_000_000);
      terminal.pass(1);
    }
    expect(terminal.written.at(-1)).toMatch(/50\.0 MB {2}10\.0 MB\/s/);
    expect(terminal.pass(15).at(-1)).toMatch(/50\.0 MB {2}5\.\d MB\/s/);
    expect(terminal.pass(20).at(-1)).toMatch(/50\.0 MB {2}0 B\/s/);
  });

  test('tells of how much, less what need not be read, and not where the manifest lies', () => {
    const terminal = new FakeTerminal();
    const stage = terminal.line.begin(layers(3, 100_000_000));
    stage.read(10_000_000);
    expect(terminal.pass(5).at(-1)).toContain('10.0 MB of 100.0 MB  ');
    stage.endPart(60_000_000);
    expect(terminal.pass(1).at(-1)).toContain('layer 2 of 3  10.0 MB of 40.0 MB  ');
    stage.read(40_000_000);
    expect(terminal.pass(1).at(-1)).toMatch(/50\.0 MB {2}[\d.]+ MB\/s/);
  });

  test('is gone before something else is written, and comes back after it', () => {
    const terminal = new FakeTerminal();
    terminal.line.begin(layers(7));
    terminal.pass(5);
    terminal.written = [];
    terminal.line.clear();
    terminal.line.clear();
    expect(terminal.written).toEqual([GONE]);
    expect(terminal.pass(1)).toEqual([shown('layer 1 of 7')]);
    terminal.written = [];
    terminal.line.close();
    expect(terminal.written).toEqual([GONE]);
    expect(terminal.pass(10)).toEqual([]);
  });

  test('stays between two stages, whose time counts together', () => {
    const terminal = new FakeTerminal();
    const opening = terminal.line.begin({ name: () => 'opening cart' });
    expect(terminal.pass(6)).toEqual([shown('opening cart')]);
    opening.end();
    opening.read(1);
    expect(terminal.isTicking).toBe(false);
    expect(terminal.pass(3)).toEqual([]);
    terminal.line.begin(layers(2));
    expect(terminal.pass(1)).toEqual([shown('layer 1 of 2')]);
    expect(terminal.timers).toBe(2);
  });

  test('of two stages at once shows the later one, and then the other', () => {
    const terminal = new FakeTerminal();
    terminal.line.begin({ name: () => 'one' });
    const other = terminal.line.begin({ name: () => 'two' });
    expect(terminal.pass(5)).toEqual([shown('two')]);
    other.end();
    expect(terminal.pass(1)).toEqual([shown('one')]);
  });

  test.each([
    [80, 'opening registry.example.com/shop/cart:v1  5.0 MB of 9.0 MB  10.0 MB/s'],
    [50, 'opening registry.ex…  5.0 MB of 9.0 MB  10.0 MB/s'],
    [40, 'opening registry.ex…  5.0 MB  10.0 MB/s'],
    [30, 'opening registry.exa…  5.0 MB'],
    [12, 'opening re…'],
    [1, '…'],
  ])('on %i columns fits one line', (columns, expected) => {
    const terminal = new FakeTerminal();
    terminal.columns = columns;
    const stage = terminal.line.begin({ name: () => 'opening registry.example.com/shop/cart:v1', bytes: 9_000_000 });
    stage.read(5_000_000);
    expect(terminal.pass(5)).toEqual([shown(expected)]);
    expect(widthOf(expected)).toBeLessThanOrEqual(Math.max(1, columns - 1));
  });

  test('shows a name without what would steer the terminal, and faint where colours are wanted', () => {
    const terminal = new FakeTerminal(true);
    terminal.line.begin({ name: () => 'opening a\u001b[2J\nb' });
    expect(terminal.pass(5)).toEqual([shown('\u001b[2mopening a\\u{1b}[2J b\u001b[22m')]);
  });
});

test('characters that may be wide are counted as such', () => {
  expect(widthOf('カート')).toBe(6);
  expect(cutTo(6, 'カート')).toBe('カート');
  expect(cutTo(5, 'カート')).toBe('カー…');
});
