import { relative } from 'node:path/posix';
import type { Files } from '../core/ports.ts';
import { KUSTOMIZATION_FILES } from './kustomize/kustomization.ts';
import { directoryOf, nameOf, normalized, within } from './paths.ts';
import type { RenderRoot } from './rendered.ts';

/**
 * The chart or kustomization that a path names itself: by the file that makes it one, or by a template of it. `from` is the absolute path
 * that relative ones start from.
 */
export async function rootNamed(files: Files, path: string, from = ''): Promise<RenderRoot | undefined> {
  const directory = normalized(directoryOf(path));
  const name = nameOf(path);
  if (name === 'Chart.yaml') return { by: 'helm', directory, file: path, tree: directory };
  if (KUSTOMIZATION_FILES.some((each) => each === name)) {
    return { by: 'kustomize', directory, file: path, tree: directory };
  }
  return (await chartOf(files, normalized(path))) ?? (await chartAbove(files, normalized(path), from));
}

/** The chart whose `templates` a path lies in: templates are no manifests until their chart is rendered. */
async function chartOf(files: Files, path: string): Promise<RenderRoot | undefined> {
  const steps = path.split('/');
  for (const [index, step] of steps.entries()) {
    if (step !== 'templates') continue;
    const directory = steps.slice(0, index).join('/') || (path.startsWith('/') ? '/' : '.');
    const file = within(directory, 'Chart.yaml');
    if ((await files.kindOf(file)) === 'file') return { by: 'helm', directory, file, tree: directory };
  }
  return undefined;
}

/** The chart whose `templates` somebody stands in who names a path there; it is called as it is seen from there. */
async function chartAbove(files: Files, path: string, from: string): Promise<RenderRoot | undefined> {
  if (path === '-' || path.startsWith('/') || !from.startsWith('/')) return undefined;
  const chart = await chartOf(files, within(from, path));
  if (chart === undefined) return undefined;
  const directory = relative(from, chart.directory) || '.';
  return { by: 'helm', directory, file: within(directory, 'Chart.yaml'), tree: directory };
}
