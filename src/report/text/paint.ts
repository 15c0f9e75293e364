import { styleText } from 'node:util';
import type { Action } from '../../core/action.ts';
import type { Verdict } from '../../core/verdict.ts';

/** The colours that a report uses, by what they mean. */
export interface Paint {
  bold(text: string): string;
  faint(text: string): string;
  added(text: string): string;
  removed(text: string): string;
  action(action: Action, text: string): string;
  verdict(verdict: Verdict, text: string): string;
}

const ACTION_COLOURS = { deny: 'red', warn: 'yellow', audit: 'blue', off: 'gray' } as const;
const VERDICT_COLOURS = { passed: 'green', blocked: 'red', incomplete: 'yellow' } as const;

function plain(text: string): string {
  return text;
}

function style(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { validateStream: false });
}

/** Paints with colours, or leaves everything as it is. */
export function paintWith(colour: boolean): Paint {
  if (!colour)
    return {
      bold: plain,
      faint: plain,
      added: plain,
      removed: plain,
      action: (_, text) => text,
      verdict: (_, text) => text,
    };
  return {
    bold: (text) => style('bold', text),
    faint: (text) => style('dim', text),
    added: (text) => style('green', text),
    removed: (text) => style('red', text),
    action: (action, text) => style(['bold', ACTION_COLOURS[action]], text),
    verdict: (verdict, text) => style(['bold', VERDICT_COLOURS[verdict]], text),
  };
}
