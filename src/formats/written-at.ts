import type { FieldPath } from '../core/field-path.ts';
import type { Source } from '../core/source.ts';
import { positionAt } from './lines.ts';

/** A file and a place in it. Lines and columns count from 1; columns count UTF-16 units. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where people wrote what stands at an offset of a source: in the source itself, or in what it was rendered from. */
export function writtenAt({ path: file, text, rendering }: Source, offset: number, path?: FieldPath): FilePosition {
  if (rendering === undefined) return { file, ...positionAt(text, offset) };
  const { value: _, ...position } = rendering.originOf(offset, path);
  return position;
}
