import { expect, test } from 'vitest';
import { told } from '../testing/told.ts';
import { pythonPipfileLock } from './pipfile-lock.ts';
import { pythonRequirements } from './requirements.ts';
import { pythonTomlLock } from './toml-lock.ts';

const POETRY = `[[package]]
name = "Foo_Bar"
version = "1.0"
groups = ["main", "dev"]
files = [{file = "x.whl", hash = "sha256:00"}]

[package.dependencies]
python = "^3.9"
zope-x = {version = ">=1", extras = ["y"]}

[[package]]
name = "pytest"
version = "8.0"
groups = ["dev"]

[[package]]
name = "old"
version = "1"
category = "dev"

[[package]]
name = "own"
version = "0"
[package.source]
type = "directory"
url = "."
`;

const UV = `version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "anyio" }]

[[package]]
name = "anyio"
version = "4.0.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "idna" }, { name = "sniffio", marker = "x" }]
`;

const PDM = `[[package]]
name = "a"
version = "1"
groups = ["default"]
dependencies = ["B_c>=1", "python<4"]
[[package]]
name = "a"
version = "1"
extras = ["x"]
`;

const PYLOCK = `lock-version = "1.0"
[[packages]]
name = "attrs"
version = "25.1.0"
[[packages]]
name = "own"
directory = { path = "." }
`;

test.each([
  ['poetry.lock', POETRY, ['foo-bar 1.0 needs zope-x', 'pytest 8.0 scope=development', 'old 1 scope=development']],
  ['uv.lock', UV, ['anyio 4.0.0 needs idna sniffio']],
  ['pdm.lock', PDM, ['a 1 needs b-c']],
  ['pylock.toml', PYLOCK, ['attrs 25.1.0']],
  ['uv.lock', '[[package]]\nname = "a"\n', ['unknown: an entry without a version: a']],
  ['uv.lock', 'a = 1\nb = \n', ['line 2: no TOML that can be read']],
  ['uv.lock', `a = ${'['.repeat(100_000)}`, ['line 1: no TOML that can be read']],
  ['uv.lock', '[[package]]\n__proto__ = { name = "x" }\nname = "constructor"\nversion = "1"\n', ['constructor 1']],
])('%s', async (name, text, expected) => {
  expect(await told(pythonTomlLock, `app/${name}`, text)).toEqual(expected);
});

test('Pipfile.lock', async () => {
  const lock = {
    _meta: {},
    default: { Foo_Bar: { version: '==1.0', hashes: ['sha256:00'] }, own: { path: '.' } },
    develop: { pytest: { version: '===8.0' } },
  };
  const expected = ['foo-bar 1.0', 'pytest 8.0 scope=development'];
  expect(await told(pythonPipfileLock, 'Pipfile.lock', JSON.stringify(lock))).toEqual(expected);
});

test.each([
  ['Foo_Bar==1.0', ['foo-bar 1.0']],
  ['a[x,y] == 1.0+local ; python_version < "4" # why', ['a 1.0+local']],
  ['a===1.0', ['a 1.0']],
  ['a==1.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nb==2', ['a 1.0', 'b 2']],
  ['a==1.*\nb>=1\nc\n-r other.txt\n-e .\n# d==1\ne==1,<2\nhttps://example.com/f.whl\n--hash=g', []],
  [`a${' '.repeat(200_000)}b`, []],
])('requirements.txt with %j', async (text, expected) => {
  const lines = await told(pythonRequirements, 'app/requirements.txt', text);
  expect(lines).toEqual(expected);
});
