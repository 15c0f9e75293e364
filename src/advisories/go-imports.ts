import { isMapping } from '../core/record.ts';

/** A package of Go with a flaw, and the functions through which it is reached. */
export interface GoImport {
  /** `golang.org/x/net/http2`. */
  readonly path: string;
  /** `Server.ServeConn`; none where the whole package has the flaw. */
  readonly symbols: readonly string[];
}

/** The packages of a module that an advisory of Go names. Source: https://go.dev/doc/security/vuln/database#schema. */
export function goImportsIn(imports: unknown): readonly GoImport[] {
  return Array.isArray(imports) ? imports.flatMap(importOf) : [];
}

function importOf(value: unknown): readonly GoImport[] {
  if (!isMapping(value) || typeof value['path'] !== 'string') return [];
  const { path, symbols } = value;
  const named: readonly unknown[] = Array.isArray(symbols) ? symbols : [];
  return [{ path, symbols: named.filter((symbol) => typeof symbol === 'string') }];
}
