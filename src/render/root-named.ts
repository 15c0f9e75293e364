import type { Files } from '../core/ports.ts';
import { KUSTOMIZATION_FILES } from './kustomize/kustomization.ts';
import { directoryOf, nameOf, normalized, within } from './paths.ts';
import type { RenderRoot } from './rendered.ts';

/** The chart or kustomization that a path names itself: by the file that makes it one, or by a template of it. */
export async function rootNamed(files: Files, path: string): Promise<RenderRoot | undefined> {
  const directory = normalized(directoryOf(path));
  const name = nameOf(path);
  if (name === 'Chart.yaml') return { by: 'helm', directory, file: path, tree: directory };
  if (KUSTOMIZATION_FILES.some((each) => each === name)) {
    return { by: 'kustomize', directory, file: path, tree: directory };
  }
  return chartOf(files, normalized(path));
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
