import { defineErrors } from '../core/errors.ts';
import type { Renderer } from '../core/source.ts';

interface Root {
  /** The directory of the chart or kustomization. */
  readonly root: string;
}

interface By extends Root {
  readonly by: Renderer;
}

/** What is rendered, and how by hand. The reference shows `<by>` where a word depends on it. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['helm', 'Helm chart'],
  ['kustomize', 'kustomization'],
]);

const INSTALL: ReadonlyMap<string, string> = new Map([
  ['helm', 'Install Helm (https://helm.sh/docs/intro/install)'],
  ['kustomize', 'Install kubectl or kustomize (https://kubernetes.io/docs/tasks/tools)'],
]);

const ABSENT: ReadonlyMap<string, string> = new Map([
  ['helm', 'helm is not installed'],
  ['kustomize', 'neither kustomize nor kubectl is installed'],
]);

const BY_HAND: ReadonlyMap<string, string> = new Map([
  ['helm', 'helm template'],
  ['kustomize', 'kubectl kustomize'],
]);

function elsewhere({ by, root }: By): string {
  return `judge what it prints where it is: ${BY_HAND.get(by) ?? by} ${root} | plimsoll check -`;
}

/** What can keep a chart or a kustomization from being rendered. */
export const renderErrors = defineErrors({
  PL_E_RENDER_PROGRAM_ABSENT: {
    message: ({ by, root }: By) =>
      `The ${NAMES.get(by) ?? by} ${root} was not rendered, so nothing in it was judged: ${ABSENT.get(by) ?? `${by} is not installed`}.`,
    remedy: (data: By) => `${INSTALL.get(data.by) ?? `Install ${data.by}`}, or ${elsewhere(data)}.`,
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_FAILED: {
    message: ({ by, root, said }: By & { said: string }) =>
      `The ${NAMES.get(by) ?? by} ${root} could not be rendered: ${said}`,
    remedy: ({ by, root }: By & { said: string }) =>
      `Mend it until \`${BY_HAND.get(by) ?? by} ${root}\` succeeds${by === 'helm' ? ' with the same --values and --set' : ''}.`,
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_REMOTE: {
    message: ({ by, root, reference }: By & { reference: string }) =>
      `The ${NAMES.get(by) ?? by} ${root} was not rendered: it refers to ${reference}, which lies elsewhere, and nothing is fetched unasked.`,
    remedy: ({ by }: By & { reference: string }) =>
      by === 'helm'
        ? 'Commit a copy of it (`helm dependency build` puts charts into charts/), or allow it with --allow-remote.'
        : 'Copy it into the repository, or allow it with --allow-remote.',
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_REFERENCE_ABSENT: {
    message: ({ by, root, reference }: By & { reference: string }) =>
      `The ${NAMES.get(by) ?? by} ${root} was not rendered: it refers to ${reference}, and there is no such ${by === 'helm' ? 'chart' : 'file or directory'}.`,
    remedy: () => 'Correct the reference, or add what it names.',
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_UNREADABLE: {
    message: ({ by, root, why }: By & { why: string }) => `The ${NAMES.get(by) ?? by} ${root} was not rendered: ${why}`,
    remedy: ({ by }: By & { why: string }) =>
      `Correct ${by === 'helm' ? 'its Chart.yaml' : 'its kustomization file'}: it tells what will be read, and so what may be.`,
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_LINK: {
    message: ({ by, root, link }: By & { link: string }) =>
      `The ${NAMES.get(by) ?? by} ${root} was not rendered: its file ${link} is a link that leads out of what may be read.`,
    remedy: () => 'Put the file itself there, or name a directory that holds both.',
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_TOO_LONG: {
    message: ({ by, root, limit }: By & { limit: number }) =>
      `Rendering the ${NAMES.get(by) ?? by} ${root} took more than ${limit} seconds, and was stopped.`,
    remedy: () => 'Raise the limit with --max-render-seconds, or find out what takes so long.',
    exit: 3,
    http: 422,
  },
  PL_E_RENDER_TOO_LARGE: {
    message: ({ by, root, limit }: By & { limit: number }) =>
      `The ${NAMES.get(by) ?? by} ${root} renders to more than the limit of ${limit} bytes.`,
    remedy: () => 'Raise the limit with --max-file-bytes.',
    exit: 3,
    http: 413,
  },
});
