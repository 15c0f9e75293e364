import { problemOf } from '../core/errors.ts';
import type { FoundFile } from '../core/ports.ts';
import type { Missing } from '../core/verdict.ts';
import { manifestErrors } from './errors.ts';

/** Files that can be read as manifests, and the charts among them that would have to be rendered first. */
export interface FoundManifests {
  readonly manifests: readonly FoundFile[];
  readonly charts: readonly Missing[];
}

const CHART_FILE = /(?:^|[\\/])Chart\.yaml$/;

/** Sets apart the Helm charts of a directory: their templates are no manifests until they are rendered. */
export function findCharts(files: readonly FoundFile[]): FoundManifests {
  if (files.length < 2) return { manifests: files, charts: [] };
  const roots = files
    .filter(({ path }) => CHART_FILE.test(path))
    .map(({ path }) => path.slice(0, -'Chart.yaml'.length));
  const outermost = roots.filter((root) => !roots.some((other) => other !== root && root.startsWith(other)));
  const manifests = files.filter(({ path }) => !outermost.some((root) => path.startsWith(root)));
  return { manifests, charts: outermost.map(notRendered) };
}

function notRendered(root: string): Missing {
  const chart = root === '' ? '.' : root.slice(0, -1);
  const { code, message, remedy } = problemOf(manifestErrors, 'PL_E_CHART_NOT_RENDERED', { chart });
  return { code, what: message, supply: remedy, file: `${root}Chart.yaml` };
}
