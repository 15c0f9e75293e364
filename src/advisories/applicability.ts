import type { Affected } from './advisory.ts';
import { baseOf } from './ecosystem.ts';
import { isAboutStream } from './module-streams.ts';
import type { Question } from './questions.ts';

/** Whether an entry of an advisory is about the package that is asked for, whatever its version. */
export type Applicability = 'yes' | 'no' | 'perhaps';

/** Architectures that say nothing of where a package runs. */
const ANY: ReadonlySet<string> = new Set(['', 'all', 'any', 'noarch', 'source', 'src']);

/** Whether an entry that has the name of a package is about it: of its module stream, and of its architecture. */
export function applicabilityOf(entry: Affected, { module, architecture = '' }: Question): Applicability {
  const { architecture: only = '' } = entry;
  if (!ANY.has(only) && !ANY.has(architecture) && only !== architecture) return 'no';
  return module === undefined ? 'yes' : isAboutStream(entry, module);
}

/** Says that nothing tells whether an advisory is about a package of a module, and why. */
export function doubtOfStream({ name, module, ecosystem }: Question, entries: readonly Affected[]): string {
  const streams = [...new Set(entries.flatMap(({ modules = [] }) => modules))];
  const about = streams.length === 0 ? 'a module that it does not name' : `the module ${streams.join(' or ')}`;
  const isNamed = typeof module === 'object';
  const of = isNamed ? `${name} is of ${module.stream}` : `nothing tells the module of ${name}`;
  return `The advisory of ${baseOf(ecosystem)} is about ${about}, and ${of}.`;
}
