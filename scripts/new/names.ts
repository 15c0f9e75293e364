/** The areas in which rules stand, and what they judge; a new one is a decision (docs/adr) and a line here. */
export const AREAS: ReadonlyMap<string, string> = new Map([
  ['image', 'Which images run, how they are named, and how they are made.'],
  ['workload', 'What a pod and its containers may do on their node.'],
  ['network', 'Who can reach a pod, and whom it can reach.'],
  ['access', 'What service accounts and roles may do in the cluster.'],
  ['secrets', 'Where credentials stand, and who can read them.'],
  ['namespace', 'What a namespace admits and limits.'],
  ['node', 'How nodes are set up.'],
  ['cluster', 'What the control plane serves, and how it is set up.'],
]);

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Why a rule of this name cannot be made, with what would be right; undefined when it can. */
export function refusalOf(kind: string | undefined, path: string): string | undefined {
  if (kind !== 'rule') return 'usage: npm run new rule <area>/<name>, for example: npm run new rule workload/host-pid';
  const [area = '', name = '', ...deeper] = path.split('/');
  if (!AREAS.has(area)) return `"${area}" is no area: it is one of ${[...AREAS.keys()].join(', ')}`;
  if (deeper.length > 0 || !NAME.test(name)) {
    return `"${path}" is no rule id: write <area>/<name>, the name in lower case with hyphens, as in workload/host-pid`;
  }
  return undefined;
}

/** Puts `line` among the `export { ... } from './...'` lines of an index, by its path, and leaves every other line. */
export function addSortedLine(index: string, line: string): string {
  const lines = index.split('\n');
  const later = lines.findIndex((other) => isExport(other) && pathOf(other) > pathOf(line));
  const last = lines.findLastIndex(isExport);
  const end = last === -1 ? Math.max(lines.length - 1, 0) : last + 1;
  return lines.toSpliced(later === -1 ? end : later, 0, line).join('\n');
}

function isExport(line: string): boolean {
  return line.startsWith('export {') && line.includes(" from './");
}

function pathOf(line: string): string {
  return line.split("'")[1] ?? '';
}
