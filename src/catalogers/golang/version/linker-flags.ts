/** A variable that was set when a program was linked. */
export interface LinkedVariable {
  /** `github.com/owner/tool/cmd.version`. */
  readonly name: string;
  readonly value: string;
}

const WORD = /'([^']*)'|"([^"]*)"|([^\s'"]+)/g;

/** The variables that `-ldflags` sets with `-X name=value`. Source: https://pkg.go.dev/cmd/link. */
export function linkedVariables(flags: string): readonly LinkedVariable[] {
  // A word may be quoted as a whole, with its -X, or in a part: a quote ends where the next one of its kind stands.
  const words = [...flags.matchAll(WORD)].flatMap(([, single, double, bare]) =>
    (single ?? double ?? bare ?? '').split(' '),
  );
  return words.flatMap((word, index): readonly LinkedVariable[] => {
    const [, attached] = /^--?X=?(.*)$/.exec(word) ?? [];
    const definition = attached === '' ? words[index + 1] : attached;
    const [, name, value] = /^['"]?([^=]+)=(.*)$/.exec(definition ?? '') ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}
