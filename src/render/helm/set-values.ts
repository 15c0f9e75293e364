import type { ValuePath } from './actions.ts';
import type { Values } from './values.ts';

/** A comma, dot or equals sign that no backslash stands before. Source: https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set. */
const [COMMA, DOT, EQUALS] = [/(?<!\\),/, /(?<!\\)\./, /(?<!\\)=/];

/**
 * What `--set` sets, as far as it is plain. No file shows it, so that a line which shows it is not said to show what a file has in its
 * place.
 */
export function setValues(given: readonly string[], prefix: ValuePath): Values {
  const assignments = given
    .flatMap((each) => each.split(COMMA))
    .flatMap((each) => {
      const [key = '', ...value] = each.split(EQUALS);
      return value.length === 0 ? [] : [{ path: pathOf(key), value: value.join('=') }];
    })
    .toReversed();
  return {
    valueAt: (path) => {
      const full = [...prefix, ...path];
      const found = assignments.find((each) => each.path.every((step, index) => step === full[index]));
      if (found === undefined) return undefined;
      return found.path.length === full.length ? found.value : null;
    },
    originOf: () => undefined,
  };
}

/** A list counts as a whole: what is set of one is not told from what a file has of it. */
function pathOf(key: string): ValuePath {
  const [path = ''] = key.split('[', 1);
  return path.split(DOT).map((step) => step.replaceAll('\\', ''));
}
