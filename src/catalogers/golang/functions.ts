import type { Executable } from '../../formats/executable/executable.ts';
import { readGoBuildInfo } from '../../formats/executable/go-build-info.ts';
import { readGoFunctions } from '../../formats/executable/go-functions.ts';
import { soundExecutables } from '../../formats/executable/read-executables.ts';
import { NameSet } from '../../formats/name-set.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { advisoryNames } from './function-names.ts';

/** Which functions of their modules are in Go programs. What else is wrong with a program, `golang/build-info` tells. */
export const golangFunctions = defineCataloger({
  id: 'golang/functions',
  summary: 'which functions of their modules are in Go programs, to tell what a flaw can reach',
  version: 1,
  executables: true,
  isOfFlaws: true,
  maxBytes: 1024 * 1024 * 1024,
  async *catalog({ source }) {
    for (const executable of await soundExecutables(source)) {
      const info = await readGoBuildInfo(executable);
      if (info !== undefined && !('why' in info)) yield* await functionsOf(executable, info.path);
    }
  },
});

/** None where a program has no list of its functions: then it is not known which it has. */
async function functionsOf(executable: Executable, program: string): Promise<readonly CatalogItem[]> {
  const functions = await readGoFunctions(executable);
  if (functions === undefined) return [];
  if ('why' in functions) return [{ kind: 'unknown', reason: functions.why, offset: functions.offset }];
  const names = new Set(functions.flatMap((name) => advisoryNames(name, program)));
  return [{ kind: 'functions', names: NameSet.of(names).encode() }];
}
