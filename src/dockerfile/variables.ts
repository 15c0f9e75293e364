/** The values of variables by name; undefined where one has none here. */
export type Values = ReadonlyMap<string, string | undefined>;

const VARIABLE =
  /\\(?<escaped>.)|\$(?:(?<bare>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?:(?<operator>:?[-+])(?<word>[^}$]*))?\})/g;

/**
 * A text with its variables replaced by their values; undefined where one of them is not known here, or changed in a way that only a build
 * works out. Source: https://docs.docker.com/reference/dockerfile/#environment-replacement.
 */
export function replaceVariables(text: string, values: Values): string | undefined {
  if (!text.includes('$')) return text;
  let isKnown = true;
  const replaced = text.replaceAll(VARIABLE, (...match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.at(-1);
    const value = groups['escaped'] ?? valueOf(groups, values);
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown && !replaced.includes('${') ? replaced : undefined;
}

function valueOf(groups: Readonly<Record<string, string | undefined>>, values: Values): string | undefined {
  const { bare, name = bare ?? '', operator = '', word = '' } = groups;
  const value = values.get(name);
  const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
  if (operator.endsWith('-')) return isSet ? value : word;
  if (operator.endsWith('+')) return isSet ? word : '';
  return value;
}
