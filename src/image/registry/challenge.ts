/** How a registry wants to be told who asks. */
export type Challenge =
  | { readonly scheme: 'basic' }
  /** Whoever asks shows a token, which the realm gives out. */
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service: string | undefined };

/** `name=token` or `name="text"`, with what is quoted by a backslash. */
const PARAMETER = /([A-Za-z_]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/y;
const SCHEME = /[ \t,]*(Bearer|Basic)(?:[ \t]+|$)/iy;
const BETWEEN = /[ \t,]*/y;

/** The longest header that is read, in characters. */
const MAX_LENGTH = 8192;

/**
 * Reads `WWW-Authenticate`; undefined for what no client of a registry can answer. A token is preferred where both are offered.
 * Source: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1, https://distribution.github.io/distribution/spec/auth/token/.
 */
export function parseChallenge(header: string): Challenge | undefined {
  if (header.length > MAX_LENGTH) return undefined;
  let found: Challenge | undefined;
  for (let at = 0; at < header.length; ) {
    const scheme = matchAt(SCHEME, header, at);
    if (scheme === undefined) break;
    const { values, end } = parametersAt(header, at + scheme[0].length);
    at = end;
    const realm = values.get('realm');
    if (scheme[1]?.toLowerCase() === 'basic') found ??= { scheme: 'basic' };
    else if (realm !== undefined) return { scheme: 'bearer', realm, service: values.get('service') };
  }
  return found;
}

function parametersAt(header: string, start: number): { values: ReadonlyMap<string, string>; end: number } {
  const values = new Map<string, string>();
  let at = start;
  for (;;) {
    at += matchAt(BETWEEN, header, at)?.[0].length ?? 0;
    const parameter = matchAt(PARAMETER, header, at);
    if (parameter === undefined) return { values, end: at };
    const [all, name = '', quoted, plain = ''] = parameter;
    values.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1'));
    at += all.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
