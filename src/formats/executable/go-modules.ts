/** A module that a program was built from. */
export interface GoModule {
  /** `github.com/spf13/cobra`. */
  readonly path: string;
  /** `v1.8.0`; `(devel)` or empty for what was built in its own tree. */
  readonly version: string;
  /** `h1:` and the SHA-256 of its files in base64; empty where it is not known. */
  readonly sum: string;
  /** What stands in its place. */
  readonly replacement?: GoModule;
}

/** The modules of a program, and how it was built. */
export interface GoModules {
  /** The path of its main package. */
  readonly path: string;
  readonly main: GoModule | undefined;
  readonly dependencies: readonly GoModule[];
  /** What was given to the build: `-ldflags`, `CGO_ENABLED`, `GOOS`, `vcs.revision`. */
  readonly settings: ReadonlyMap<string, string>;
  /** Lines that could not be understood, counted from 1. */
  readonly damagedLines: readonly number[];
}

/** Reads the module text. Source: https://pkg.go.dev/runtime/debug#BuildInfo, its method String. */
export function parseGoModules(text: string): GoModules {
  let path = '';
  let main: GoModule | undefined;
  let last: 'main' | 'dependency' | undefined;
  const dependencies: GoModule[] = [];
  const settings = new Map<string, string>();
  const damagedLines: number[] = [];
  for (const [index, line] of linesOf(text)) {
    const [kind, ...rest] = line.split('\t');
    const module = moduleOf(rest);
    if (kind === 'path') path = rest.join('\t');
    else if (kind === 'build') addSetting(settings, rest.join('\t'));
    else if (module === undefined) damagedLines.push(index + 1);
    else if (kind === 'mod') [main, last] = [module, 'main'];
    else if (kind === 'dep') {
      dependencies.push(module);
      last = 'dependency';
    } else if (kind === '=>' && last === 'main' && main !== undefined) main = { ...main, replacement: module };
    else if (kind === '=>' && last === 'dependency') replaceLast(dependencies, module);
    else damagedLines.push(index + 1);
  }
  return { path, main, dependencies, settings, damagedLines };
}

function linesOf(text: string): readonly (readonly [number, string])[] {
  const decoded = Buffer.from(text, 'latin1').toString();
  return [...decoded.split('\n').entries()].filter(([, line]) => line !== '');
}

function moduleOf([path = '', version = '', sum = '']: readonly string[]): GoModule | undefined {
  return path === '' ? undefined : { path, version, sum };
}

function replaceLast(dependencies: GoModule[], replacement: GoModule): void {
  const replaced = dependencies.pop();
  if (replaced !== undefined) dependencies.push({ ...replaced, replacement });
}

/** `key=value`, either of which is quoted where it holds what would be misread. */
function addSetting(settings: Map<string, string>, setting: string): void {
  const { text: key, rest } = keyOf(setting);
  settings.set(key, unquoted(rest.slice(1)));
}

function keyOf(setting: string): { readonly text: string; readonly rest: string } {
  const [quote] = setting;
  if (quote !== '"' && quote !== '`') {
    const equals = setting.indexOf('=');
    return equals < 0 ? { text: setting, rest: '' } : { text: setting.slice(0, equals), rest: setting.slice(equals) };
  }
  const end = setting.indexOf(`${quote}=`, 1);
  return end < 0
    ? { text: setting, rest: '' }
    : { text: unquoted(setting.slice(0, end + 1)), rest: setting.slice(end + 1) };
}

/** Takes the quotes from a Go string. Escapes that JSON knows are the only ones that its printable texts need. */
function unquoted(text: string): string {
  if (text.length < 2) return text;
  if (text.startsWith('`') && text.endsWith('`')) return text.slice(1, -1);
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
