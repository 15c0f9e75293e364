import { DockerfileParser } from 'dockerfile-ast';
import { problemOf } from '../core/errors.ts';
import type { Source, Span } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import { positionAt } from '../formats/lines.ts';
import type { Dockerfile } from './dockerfile.ts';
import { dockerfileErrors } from './errors.ts';
import { instructionOf, type RangedText } from './instruction.ts';
import { type Fault, stagesOf } from './stages.ts';

/** The longest Dockerfile that is read, in UTF-16 units: a build takes no line that is longer than half of it (bufio.MaxScanTokenSize). */
const MAX_LENGTH = 128 * 1024;

/** A Dockerfile and what is wrong with it: what could be read is there all the same. */
export interface ReadDockerfile {
  /** Undefined where there is no stage in it. */
  readonly dockerfile: Dockerfile | undefined;
  readonly problems: readonly Missing[];
}

/** Reads a Dockerfile. What a build would refuse is a problem with its line. */
export function readDockerfile(source: Source): ReadDockerfile {
  const { text, path: file } = source;
  if (text.length > MAX_LENGTH) {
    const data = { file, length: text.length, limit: MAX_LENGTH };
    const { code, message, remedy } = problemOf(dockerfileErrors, 'PL_E_DOCKERFILE_TOO_LARGE', data);
    return { dockerfile: undefined, problems: [{ code, what: message, supply: remedy, file }] };
  }
  const read = DockerfileParser.parse(text);
  const ranged = rangedText(text, read.getEscapeCharacter());
  const unread: Fault[] = [];
  const instructions = read.getInstructions().flatMap((each) => {
    try {
      return [instructionOf(each, ranged)];
    } catch (error) {
      // What the parser says of some broken heredocs is a TypeError of its own.
      if (!(error instanceof TypeError)) throw error;
      unread.push({ why: 'its parts cannot be told apart', at: ranged.spanOf(each.getInstructionRange()).start });
      return [];
    }
  });
  const { head, stages, faults } = stagesOf(instructions, text);
  const found = stages.length === 0 && unread.length > 0 ? unread : [...unread, ...faults];
  const problems = found.toSorted((a, b) => a.at - b.at).map(({ why, at }) => problemAt(source, why, at));
  if (stages.length === 0) return { dockerfile: undefined, problems };
  const comments = read.getComments().map((comment) => ranged.spanOf(comment.getRange()));
  return { dockerfile: { source, head, stages, comments }, problems };
}

function problemAt({ path: file, text }: Source, why: string, at: number): Missing {
  const { line, column } = positionAt(text, at);
  const data = { file, line, why };
  const { code, message, remedy } = problemOf(dockerfileErrors, 'PL_E_DOCKERFILE_SYNTAX', data);
  return { code, what: message, supply: remedy, file, line, column };
}

/** The parser counts lines as editors do: `\r\n`, `\n` and `\r` each end one. */
function rangedText(text: string, escape: string): RangedText {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ 0: end, index }) => index + end.length)];
  const offsetOf = ({ line, character }: { readonly line: number; readonly character: number }): number =>
    Math.min((starts[line] ?? text.length) + character, text.length);
  const spanOf = ({ start, end }: Parameters<RangedText['spanOf']>[0]): Span => ({
    start: offsetOf(start),
    end: offsetOf(end),
  });
  return { text, escape, spanOf };
}
