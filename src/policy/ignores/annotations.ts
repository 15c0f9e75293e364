import type { FieldPath } from '../../core/field-path.ts';
import { isMapping } from '../../core/record.ts';
import type { SourceDocument } from '../../formats/document.ts';
import type { LineIndex } from '../../formats/lines.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import type { Resource } from '../../manifests/resource.ts';
import { textIn, valueIn } from '../../manifests/untyped.ts';
import { placeAt, reasonOf, type WrittenIgnore } from './written-ignore.ts';

/** What the key of an annotation that ignores a rule begins with. */
const PREFIX = 'ignore.plimsoll.dev/';

const FORM = 'is written as `ignore.plimsoll.dev/<area>.<rule>: <reason>`';

/** A resource that may have annotations that ignore rules, and its pod template. */
export interface AnnotatedResource {
  readonly resource: Resource;
  /** Where the pod template stands in it, if it is a workload. */
  readonly template: FieldPath | undefined;
}

/** The annotations of a resource and of its pods that ignore rules. All are for the whole resource. */
export function annotationsOf(
  { resource, template }: AnnotatedResource,
  document: SourceDocument | undefined,
  lines: LineIndex,
): readonly WrittenIgnore[] {
  const { source, range, prefix } = resource.origin;
  const holders = template === undefined || template.length === 0 ? [[]] : [[], template];
  return holders.flatMap((holder) => {
    const path = [...holder, 'metadata', 'annotations'];
    return entriesAt(resource, path).map(([key, value]) => {
      const located = document?.locate([...prefix, ...path, key]);
      const place = placeAt(source, lines, (located?.key ?? located?.value ?? range).start, [...path, key]);
      const paths = [prefix];
      return {
        source: 'annotation',
        text: source,
        ...place,
        document: range.start,
        paths,
        ...parse(key, value),
      } as const;
    });
  });
}

function parse(key: string, value: string): Pick<WrittenIgnore, 'rules' | 'reason' | 'fault'> {
  const name = key.slice(PREFIX.length);
  const reason = reasonOf(value);
  if (name === '') return { rules: [], reason, fault: `names no rule: it ${FORM}` };
  const rules = [name.replace('.', '/')];
  return reason === '' ? { rules, reason, fault: `has no reason: it ${FORM}` } : { rules, reason };
}

/** Annotations of the wrong type are told by the rules that read them. */
function entriesAt({ value }: Resource, path: FieldPath): readonly (readonly [string, string])[] {
  try {
    const annotations = valueIn(value, path);
    if (!isMapping(annotations)) return [];
    return Object.keys(annotations)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => [key, textIn(annotations, [key]) ?? '']);
  } catch (error) {
    if (!(error instanceof UnreadableField)) throw error;
    return [];
  }
}
