import { layerPath } from '../../image/layer-path.ts';
import { defineCataloger, textOf } from '../cataloger.ts';

/** The files of installed distributions. Source: https://packaging.python.org/en/latest/specifications/recording-installed-packages/. */
export const pythonDistributionFiles = defineCataloger({
  id: 'python/distribution-files',
  summary: 'which files each Python package brought (`RECORD`, `installed-files.txt`)',
  version: 1,
  claims: ['**/*.dist-info/RECORD', '**/*.egg-info/installed-files.txt'],
  maxBytes: 16 * 1024 * 1024,
  async *catalog(file) {
    const key = file.path.slice(0, file.path.lastIndexOf('/'));
    const isRecord = file.path.endsWith('/RECORD');
    const base = isRecord ? key.slice(0, key.lastIndexOf('/') + 1) : `${key}/`;
    const written = (await textOf(file)).split('\n').map((line) => (isRecord ? firstColumn(line) : line.trim()));
    const files = written.filter((path) => path !== '').map((path) => resolved(base, path));
    yield { kind: 'addition', type: 'pypi', key, files };
  },
});

/** The first value of a line of comma-separated values. */
function firstColumn(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1];
  return quoted === undefined ? (line.trim().split(',', 1)[0] ?? '') : quoted.replaceAll('""', '"');
}

/** Scripts stand there as `../../../bin/x`. */
function resolved(base: string, path: string): string {
  return layerPath(path.startsWith('/') ? path : `${base}${path}`);
}
