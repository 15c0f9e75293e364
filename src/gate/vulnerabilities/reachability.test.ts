import { expect, test } from 'vitest';
import type { GoImport } from '../../advisories/go-imports.ts';
import { advisoryNames } from '../../catalogers/golang/function-names.ts';
import { NameSet } from '../../formats/name-set.ts';
import { reachabilityOf } from './reachability.ts';

function programWith(...functions: readonly string[]): NameSet {
  return NameSet.of(functions.flatMap((name) => advisoryNames(name, 'example.com/tool')));
}

const HTTP2: GoImport = { path: 'golang.org/x/net/http2', symbols: ['Server.ServeConn', 'serverConn.goAway'] };
const serving = programWith('golang.org/x/net/http2.(*serverConn).goAway', 'main.main');
const asking = programWith('golang.org/x/net/http2.(*Transport).RoundTrip', 'main.main');

test.each<[string, readonly GoImport[], readonly (NameSet | undefined)[], string]>([
  ['a function of the flaw is there', [HTTP2], [serving], 'linked'],
  ['only others of its package are there', [HTTP2], [asking], 'not-linked'],
  ['the whole package has the flaw', [{ path: HTTP2.path, symbols: [] }], [asking], 'linked'],
  ['nothing of the package is there', [{ path: 'a/b', symbols: [] }], [asking], 'not-linked'],
  ['one of several packages is there', [{ path: 'a/b', symbols: ['F'] }, HTTP2], [serving], 'linked'],
  ['one of several programs has it', [HTTP2], [asking, serving], 'linked'],
  ['another program does not list its functions', [HTTP2], [asking, undefined], 'unknown'],
  ['it is there, and another program does not list its functions', [HTTP2], [undefined, serving], 'linked'],
  ['the advisory names no functions', [], [serving], 'unknown'],
  ['no program is known', [HTTP2], [], 'unknown'],
  ['it is in the main package', [{ path: 'example.com/tool', symbols: ['main'] }], [serving], 'linked'],
])('%s', (_, imports, programs, expected) => {
  expect(reachabilityOf(imports, programs)).toBe(expected);
});
