import type { Command, Word } from './dockerfile.ts';
import { type PlacedText, undividedText } from './placed-text.ts';

/** Scripts within scripts are followed so deep: `sh -c 'bash -c "..."'`. */
const MAX_DEPTH = 3;

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);

/** Words that stand before a command and belong to the grammar of the shell. */
const RESERVED = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', '}', 'fi', 'done', 'esac']);

/** Programs that run the command behind them. */
const RUNNERS = new Set(['sudo', 'exec', 'command', 'env', 'nohup', 'time', 'eatmydata', 'builtin']);

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** The simple commands of a script, those of the scripts that it hands to a shell among them. */
export function commandsOf(text: PlacedText, depth = 0): readonly Command[] {
  const scan = new Scan(text);
  return scan.commands().flatMap((command) => [command, ...innerCommands(command, depth)]);
}

/** The commands of the script that a command of the exec form, or of a script, hands to a shell with `-c`. */
export function innerCommands(command: Command, depth = 0): readonly Command[] {
  if (depth >= MAX_DEPTH || !SHELLS.has(programOf(command))) return [];
  const at = command.words.findIndex(({ text }) => /^-[a-z]*c[a-z]*$/.test(text));
  const script = at < 0 ? undefined : command.words[at + 1];
  if (script === undefined) return [];
  return commandsOf(undividedText(script.text, script.span), depth + 1);
}

/** Program and arguments of a command, without what only runs it and the variables that are set for it. */
export function argumentsOf({ words }: Pick<Command, 'words'>): readonly Word[] {
  let at = 0;
  let isRun = false;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    const isRunner = RUNNERS.has(baseName(text));
    if (isRunner) isRun = true;
    if (!RESERVED.has(text) && !ASSIGNMENT.test(text) && !isRunner && !(isRun && text.startsWith('-'))) break;
  }
  return words.slice(at);
}

/** The name of the program that a command runs, without its directory; empty where there is none. */
export function programOf(command: Pick<Command, 'words'>): string {
  return baseName(argumentsOf(command)[0]?.text ?? '');
}

/** Whether a program is a shell that reads a script. */
export function isShell(program: string): boolean {
  return SHELLS.has(program);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Goes through a script once and tells its simple commands. It knows quotes, escapes, substitutions, redirections and comments; what is
 * within a substitution stays a part of its word, as it is written.
 * Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html.
 */
class Scan {
  readonly #source: PlacedText;
  readonly #text: string;
  readonly #commands: Command[] = [];
  #at = 0;
  #words: Word[] = [];
  #word: { text: string; readonly start: number } | undefined;
  #isRedirection = false;
  #isPiped = false;

  constructor(source: PlacedText) {
    this.#source = source;
    this.#text = source.text;
  }

  commands(): readonly Command[] {
    while (this.#at < this.#text.length) this.#step(this.#text.charAt(this.#at));
    this.#endCommand(false);
    return this.#commands;
  }

  #step(character: string): void {
    if (character === ' ' || character === '\t' || character === '\r') this.#separate();
    else if (character === '#' && this.#word === undefined) this.#at = this.#indexOf('\n', this.#at);
    else if (OPERATORS.has(character)) this.#operator(character);
    else if (character === '<' || character === '>') this.#redirection();
    else this.#part(character);
  }

  #separate(): void {
    this.#endWord();
    this.#at += 1;
  }

  #operator(character: string): void {
    const isPipe = character === '|' && this.#text[this.#at + 1] !== '|';
    if (character === '&' && this.#text[this.#at + 1] === '>') {
      this.#separate();
      return;
    }
    let length = 1;
    if (this.#text[this.#at + 1] === character || (isPipe && this.#text[this.#at + 1] === '&')) length = 2;
    this.#endCommand(isPipe);
    this.#at += length;
  }

  /** The word behind a redirection is the name of a file; the digits before it are that of a descriptor. */
  #redirection(): void {
    if (this.#text[this.#at + 1] === '(') {
      this.#take(this.#closing(this.#at + 2));
      return;
    }
    if (this.#word !== undefined && /^\d+$/.test(this.#word.text)) this.#word = undefined;
    this.#endWord();
    while (/[<>&|-]/.test(this.#text.charAt(this.#at))) this.#at += 1;
    this.#isRedirection = true;
  }

  #part(character: string): void {
    const next = this.#text[this.#at + 1];
    if (character === '\\') this.#escaped(next);
    else if (character === "'") this.#quoted(this.#indexOf("'", this.#at + 1));
    else if (character === '"') this.#doubleQuoted();
    else if (character === '`') this.#take(this.#indexOf('`', this.#at + 1) + 1);
    else if (character === '$' && next === '(') this.#take(this.#closing(this.#at + 2));
    else if (character === '$' && next === '{') this.#take(this.#indexOf('}', this.#at + 2) + 1);
    else this.#take(this.#at + 1);
  }

  #escaped(next: string | undefined): void {
    if (next !== '\n') this.#append(next ?? '\\');
    this.#at += 2;
  }

  #quoted(end: number): void {
    this.#append(this.#text.slice(this.#at + 1, end));
    this.#at = end + 1;
  }

  #doubleQuoted(): void {
    let text = '';
    let at = this.#at + 1;
    while (at < this.#text.length && this.#text[at] !== '"') {
      const isEscape = this.#text[at] === '\\' && '"\\$`\n'.includes(this.#text.charAt(at + 1));
      const end = this.#text.startsWith('$(', at) ? this.#closing(at + 2) : at + 1;
      if (isEscape) text += this.#text.charAt(at + 1).replace('\n', '');
      else text += this.#text.slice(at, end);
      at = isEscape ? at + 2 : end;
    }
    this.#append(text);
    this.#at = at + 1;
  }

  #take(end: number): void {
    this.#append(this.#text.slice(this.#at, end));
    this.#at = end;
  }

  /** Behind the parenthesis that closes one; the end of the text where none does. */
  #closing(from: number): number {
    let depth = 1;
    for (let at = from; at < this.#text.length; at += 1) {
      if (this.#text[at] === '(') depth += 1;
      else if (this.#text[at] === ')') depth -= 1;
      if (depth === 0) return at + 1;
    }
    return this.#text.length;
  }

  #indexOf(wanted: string, from: number): number {
    const at = this.#text.indexOf(wanted, from);
    return at < 0 ? this.#text.length : at;
  }

  #append(text: string): void {
    this.#word ??= { text: '', start: this.#at };
    this.#word.text += text;
  }

  #endWord(): void {
    const word = this.#word;
    if (word === undefined) return;
    this.#word = undefined;
    const isName = this.#isRedirection;
    this.#isRedirection = false;
    if (isName) return;
    this.#words.push({
      text: word.text,
      span: this.#source.spanOf({ start: word.start, end: Math.min(this.#at, this.#text.length) }),
    });
  }

  #endCommand(isPiping: boolean): void {
    this.#endWord();
    this.#isRedirection = false;
    const [first] = this.#words;
    const last = this.#words.at(-1);
    if (first !== undefined && last !== undefined) {
      const span = { start: first.span.start, end: last.span.end };
      this.#commands.push({ words: this.#words, span, isPiped: this.#isPiped });
    }
    this.#words = [];
    this.#isPiped = isPiping;
  }
}

const OPERATORS = new Set(['\n', ';', '&', '|', '(', ')']);
