import type { FieldPath } from '../../core/field-path.ts';
import { isObject } from '../../core/record.ts';
import { isPlainAction } from './align.ts';
import type { TemplateLine } from './template.ts';

/** The key of the first step of a path that a value does not have; undefined where it has them all, or lacks an item of a list. */
export function lackedKey(root: unknown, path: FieldPath): string | undefined {
  let value = root;
  for (const step of path) {
    const next = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (next === undefined || next === null) return typeof step === 'string' ? step : undefined;
    value = next;
  }
  return undefined;
}

/**
 * The lines of a template that would have given a key which was not rendered: below the line of the mapping that lacks it, the line
 * of that key and what follows it, or the action that prints the whole mapping. None where the template has nothing for it.
 */
export function linesForKey(lines: readonly TemplateLine[], parent: number, key: string): readonly TemplateLine[] {
  const anchor = lines[parent];
  const next = lines[parent + 1];
  if (anchor === undefined) return [];
  if (anchor.literals.at(-1)?.endsWith(':') === true && next !== undefined && isPlainAction(next)) return [next];
  const index = childrenOf(lines, parent, anchor).find((child) => lines[child]?.literals[0]?.startsWith(`${key}:`));
  return index === undefined ? [] : withItsBlock(lines, index);
}

/** The lines of the keys of a mapping or item: those that stand one level further in than its line. */
function childrenOf(lines: readonly TemplateLine[], parent: number, anchor: TemplateLine): readonly number[] {
  const children: number[] = [];
  const isItem = anchor.literals[0]?.startsWith('- ') === true;
  let indent = isItem ? anchor.indent + 2 : undefined;
  for (const [index, line] of lines.entries()) {
    if (index <= parent || isPlainAction(line)) continue;
    if (line.indent <= anchor.indent) break;
    indent ??= line.indent;
    if (line.indent === indent) children.push(index);
  }
  return children;
}

/** The line of a key, and the action below it that prints what it holds. */
function withItsBlock(lines: readonly TemplateLine[], index: number): readonly TemplateLine[] {
  const next = lines[index + 1];
  return lines.slice(index, next !== undefined && isPlainAction(next) ? index + 2 : index + 1);
}
