import type { GoImport } from '../../advisories/go-imports.ts';
import { functionName, packageName } from '../../catalogers/golang/function-names.ts';
import type { Reachability } from '../../core/vulnerability.ts';
import type { NameSet } from '../../formats/name-set.ts';

/**
 * Whether what has the flaw is in programs at all. The linker of Go leaves out every function that nothing can call, so that what is not
 * there cannot be reached; what is there may be. Functions that the compiler put into others are told as well, but for those of which no
 * instruction is left.
 */
export function reachabilityOf(imports: readonly GoImport[], programs: readonly (NameSet | undefined)[]): Reachability {
  if (imports.length === 0 || programs.length === 0) return 'unknown';
  if (programs.some((program) => program !== undefined && imports.some((each) => isIn(program, each)))) return 'linked';
  return programs.includes(undefined) ? 'unknown' : 'not-linked';
}

function isIn(program: NameSet, { path, symbols }: GoImport): boolean {
  return symbols.length === 0
    ? program.has(packageName(path))
    : symbols.some((symbol) => program.has(functionName(path, symbol)));
}
