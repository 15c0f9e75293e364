import { expect, test } from 'vitest';
import { advisoryNames } from './function-names.ts';

test.each<[string, readonly string[]]>([
  ['net/http.ListenAndServe', ['net/http.', 'net/http.ListenAndServe']],
  ['net/http.(*Server).Serve', ['net/http.', 'net/http.Server', 'net/http.Server.Serve']],
  ['time.Time.String', ['time.', 'time.Time', 'time.Time.String']],
  ['time.Time.String-fm', ['time.', 'time.Time', 'time.Time.String']],
  ['gopkg.in/yaml%2ev3.Unmarshal', ['gopkg.in/yaml.v3.', 'gopkg.in/yaml.v3.Unmarshal']],
  ['a/%c3%a9.F', ['a/é.', 'a/é.F']],
  ['net/http.Serve.func1', ['net/http.', 'net/http.Serve', 'net/http.Serve.func1']],
  ['net/http.(*Server).Serve.gowrap2', ['net/http.', 'net/http.Server', 'net/http.Server.Serve']],
  ['slices.SortFunc[go.shape.[]io/fs.DirEntry,go.shape.string]', ['slices.', 'slices.SortFunc']],
  ['a.com/b.(*Box[go.shape.int]).Get', ['a.com/b.', 'a.com/b.Box', 'a.com/b.Box.Get']],
  ['main.main', ['example.com/tool.', 'example.com/tool.main']],
  ['main.(*T).M', ['example.com/tool.', 'example.com/tool.T', 'example.com/tool.T.M']],
  ['type:.eq.net/http.Server', []],
  ['type..eq.net/http.Server', []],
  ['go:buildid', []],
  ['_cgo_init', []],
  ['memeqbody', []],
  ['', []],
  ['.', []],
  ['a[', []],
])('%s', (compiled, expected) => {
  expect(advisoryNames(compiled, 'example.com/tool')).toEqual(expected);
});
