import { type Problem, problemOf } from '../core/errors.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Files, Processes, ProcessResult, Workspace } from '../core/ports.ts';
import type { Renderer, Source } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import { maskCredentials } from '../credentials/mask.ts';
import { decodeText } from '../formats/text.ts';
import { renderErrors } from './errors.ts';

/** What rendering works with. */
export interface RenderTools {
  readonly files: Files;
  readonly workspace: Workspace;
  readonly processes: Processes;
}

/** How charts and kustomizations are rendered. */
export interface RenderOptions {
  /** The version of Kubernetes that charts are rendered for. */
  readonly kubernetes: KubernetesMinor;
  /** The namespace of a release. Default: the name of the chart. */
  readonly namespace?: string;
  /** Files of values for charts, the last one first. */
  readonly values: readonly string[];
  /** Single values for charts, as `helm --set` takes them. */
  readonly set: readonly string[];
  /** Whether bases, charts and values may be fetched from elsewhere. */
  readonly allowRemote: boolean;
  readonly maxSeconds: number;
  readonly maxBytes: number;
  /** What the programs find in their environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A chart or kustomization to render. */
export interface RenderRoot {
  readonly by: Renderer;
  /** Its directory, as users know it. */
  readonly directory: string;
  /** The file that makes it one: `Chart.yaml`, or `kustomization.yaml` by one of its names. */
  readonly file: string;
  /** The path that was asked for, which nothing that is read lies outside of. */
  readonly tree: string;
}

/** What rendering gave, or what is missing. */
export type Rendered =
  | {
      readonly state: 'rendered';
      readonly sources: readonly Source[];
      /** That of the resources that name none, where the program decides it; assumed where nobody said it. */
      readonly namespace?: { readonly name: string; readonly isAssumed: boolean };
    }
  | { readonly state: 'missing'; readonly missing: Missing };

/** Why a root was not rendered. */
export function notRendered({ file }: RenderRoot, { code, message, remedy }: Problem): Rendered {
  return { state: 'missing', missing: { code, what: message, supply: remedy, file } };
}

/** The text that a program printed, or why there is none. */
export function outputOf(
  root: RenderRoot,
  result: ProcessResult,
  { maxSeconds, maxBytes }: RenderOptions,
): string | Rendered {
  const named = { by: root.by, root: root.directory };
  if (result.state === 'absent') {
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_PROGRAM_ABSENT', named));
  }
  if (result.state === 'too-long') {
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_TOO_LONG', { ...named, limit: maxSeconds }));
  }
  if (result.state === 'too-large') {
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_TOO_LARGE', { ...named, limit: maxBytes }));
  }
  const text = result.exitCode === 0 ? decodeText(result.output) : said(result.errors);
  if (result.exitCode === 0 && typeof text === 'string') return text;
  const why = typeof text === 'string' ? text : text.message;
  return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_FAILED', { ...named, said: why }));
}

const MAX_SAID = 600;

/** What a program says of its failure, on one line; templates are quoted there, so credentials are masked. */
function said(errors: string): string {
  const words = errors
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('WARNING:') && !line.startsWith('Use --debug flag'))
    .join(' ')
    .replace(/^Error: |^error: /, '');
  const text = maskCredentials(words.length > MAX_SAID ? `${words.slice(0, MAX_SAID)}...` : words);
  return text === '' ? 'it failed without a word.' : `${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** Where programs that must not leave the machine are sent: nothing listens on the discard port. */
const NOWHERE = 'http://127.0.0.1:9';

/** The environment of a program that renders: it fetches nothing, whatever a file refers to, unless that was allowed. */
export function programEnvironment({ allowRemote, environment }: RenderOptions): Readonly<Record<string, string>> {
  if (allowRemote) return { ...environment, GIT_TERMINAL_PROMPT: '0' };
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  return {
    ...environment,
    ...Object.fromEntries(proxies.map((name) => [name, NOWHERE])),
    NO_PROXY: '',
    no_proxy: '',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
  };
}
