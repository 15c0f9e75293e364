import type { FieldPath } from '../../core/field-path.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import { LineIndex } from '../../formats/lines.ts';
import { MARK, MOST, parseIgnore } from './comments.ts';
import { placeAt, type WrittenIgnore } from './written-ignore.ts';

const COMMENT = new RegExp(`^#[ \\t]*${MARK}(.*)$`);

/**
 * The comments of a Dockerfile that ignore rules. One is for the instruction that it stands in or, on a line of its own, for the next one; above
 * `FROM` it is for the whole stage.
 */
export function commentsInDockerfile(dockerfile: Dockerfile): readonly WrittenIgnore[] {
  const { source, comments } = dockerfile;
  const lines = new LineIndex(source.text);
  const written = comments.flatMap((comment) => {
    const rest = COMMENT.exec(source.text.slice(comment.start, comment.end).trimEnd())?.[1];
    return rest === undefined ? [] : [{ comment, rest }];
  });
  return written.slice(0, MOST).map(({ comment, rest }) => ({
    source: 'comment',
    text: source,
    ...placeAt(source, lines, comment.start),
    document: 0,
    paths: pathsBehind(dockerfile, comment.start),
    ...parseIgnore(rest),
  }));
}

/** The path of the first instruction that ends behind an offset; none behind the last. */
function pathsBehind({ head, stages }: Dockerfile, offset: number): readonly FieldPath[] {
  const isMeant = ({ span }: Instruction): boolean => span.end > offset;
  const ofHead = head.find(isMeant);
  if (ofHead !== undefined) return [['ARG', head.indexOf(ofHead)]];
  for (const { index, from, instructions } of stages) {
    if (isMeant(from)) return [['FROM', index]];
    const found = instructions.find(isMeant);
    if (found === undefined) continue;
    const ofKeyword = instructions.filter(({ keyword }) => keyword === found.keyword);
    return [['FROM', index, found.keyword, ofKeyword.indexOf(found)]];
  }
  return [];
}
