import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { catalogers as all } from '../../src/catalogers/all.ts';
import type { Cataloger } from '../../src/catalogers/cataloger.ts';
import { Claims } from '../../src/catalogers/claims.ts';
import { purlOf } from '../../src/core/purl.ts';
import { memorySource } from '../../src/formats/byte-source.ts';
import type { FuzzTarget } from './target.ts';

/** A short file of every text that catalogers read, by where it lies. */
const SAMPLES: Readonly<Record<string, string>> = {
  'app/Cargo.lock': '[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\ndependencies = ["b 1"]\n',
  'app/Gemfile.lock': 'GEM\n  remote: x\n  specs:\n    a (1.0-java)\n      b (~> 1)\n\nPATH\n  specs:\n    c (1)\n',
  'app/Package.resolved': '{"pins":[{"location":"git@x.org:a/b.git","state":{"version":"1"}}],"version":2}',
  'app/Pipfile.lock': '{"default":{"a":{"version":"==1"}},"develop":{"b":{"version":"==2"}}}',
  'app/bun.lock': '{"lockfileVersion":1,"packages":{"a":["a@1.0.0","",{"dependencies":{"b":"1",},},"sha512-AAAA"],},}',
  'app/composer.lock': '{"packages":[{"name":"a/b","version":"1","require":{"c/d":"1"}}],"packages-dev":[]}',
  'app/go.mod': 'module a\nrequire (\n\tb.org/c v1.0.0 // indirect\n)\nreplace b.org/c v1.0.0 => d.org/e v2.0.0\n',
  'app/gradle.lockfile': '# x\na.b:c:1.0=compileClasspath\nempty=\n',
  'app/mix.lock': `%{\n  "a": {:hex, :a, "1.0", "${'0'.repeat(64)}", [:mix], []},\n}\n`,
  'app/node_modules/@a/b/package.json':
    '{"name":"@a/b","version":"1","license":{"type":"MIT"},"dependencies":{"c":"1"}}',
  'app/package-lock.json': '{"packages":{"node_modules/a":{"version":"1","integrity":"sha1-AAAA","dev":true}}}',
  'app/packages.lock.json':
    '{"version":1,"dependencies":{"net8.0":{"A":{"type":"Direct","resolved":"1","contentHash":"AA"}}}}',
  'app/pnpm-lock.yaml':
    "lockfileVersion: '9.0'\npackages:\n  '@a/b@1.0.0(c@2)':\n    resolution: {integrity: sha512-AA}\n",
  'app/pubspec.lock': 'packages:\n  a:\n    description: {sha256: x}\n    source: hosted\n    version: "1.0.0"\n',
  'app/requirements.txt': 'a[b]==1.0 ; python_version < "3" \\\n  --hash=sha256:00\n-r x\n',
  'app/uv.lock':
    '[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "x" }\ndependencies = [{ name = "b" }]\n',
  'app/x.deps.json':
    '{"runtimeTarget":{"name":"n"},"targets":{"n":{"A/1":{"runtime":{"a.dll":{}}}}},"libraries":{"A/1":{"type":"package"}}}',
  'app/yarn.lock': '"@a/b@^1", "@a/b@^2":\n  version "1.0.0"\n  dependencies:\n    c "^1"\n',
  'app2/yarn.lock': '__metadata:\n  version: 8\n\n"a@npm:^1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n',
  'etc/apk/repositories': 'https://me:x@example.com/alpine/v3.19/main\n@edge https://example.com/edge\n',
  'etc/debian_version': '12.5\n',
  'etc/lsb-release': 'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_DESCRIPTION="Ubuntu"\n',
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME=\'x\'\n',
  'etc/redhat-release': 'CentOS Linux release 7.9.2009 (Core)\n',
  'etc/system-release-cpe': 'cpe:/o:redhat:enterprise_linux:9::baseos\n',
  'lib/apk/db/installed': 'P:a\nV:1-r0\nC:Q1uE1LULCSBSTR3Mq3hrJGhd0ZS5U=\nD:so:libc.so b>1\nF:usr\nR:x\n\nP:b\nV:2\n',
  'opt/bitnami/.bitnami_components.json': '{"a":{"arch":"amd64","version":"1.0.0-1"}}',
  'opt/bitnami/a/.spdx-a.spdx':
    '{"spdxVersion":"SPDX-2.3","packages":[{"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:bitnami/a@1.0.0-1?arch=amd64"}]}]}',
  'opt/conda/conda-meta/a.json': '{"name":"a","version":"1","depends":["b >=1"],"files":["x"],"md5":"0"}',
  'root/buildinfo/content_manifests/a.json': '{"content_sets":["a-rpms"]}',
  'usr/lib/opkg/info/a.list': '/bin/a\t0755\n/bin/b\n',
  'usr/lib/opkg/status': 'Package: a\nVersion: 1\nSourceName: b\nStatus: install ok installed\n',
  'usr/share/doc/a/copyright': 'Format: https://x/copyright-format/1.0/\n\nFiles: *\nLicense: MIT\n text\n',
  'var/lib/dpkg/info/a.list': '/.\n/usr\n/usr/bin/a\n',
  'var/lib/dpkg/status':
    'Package: a\nStatus: install ok installed\nVersion: 1\nSource: b (2)\nDepends: c (>= 1) | d, e\n',
  'var/lib/dpkg/status.d/a.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  usr/share/a\n',
  'var/lib/gems/specifications/a-1.0.gemspec':
    '# stub: a 1.0 ruby lib\ns.name = "a".freeze\ns.version = "1"\ns.licenses = ["MIT".freeze]\ns.add_dependency(%q<b>, [">= 0"])\n',
  'var/lib/pacman/local/a-1/desc': '%NAME%\na\n\n%VERSION%\n1-1\n\n%DEPENDS%\nb>=1\n',
  'var/lib/pacman/local/a-1/files': '%FILES%\nusr/\nusr/bin/a\n',
  'var/lib/rpmmanifest/container-manifest-2': 'a\t1-1.cm2\t1\t1\tx\t(none)\t0\tx86_64\t0\ta-1-1.cm2.src.rpm\n',
  'var/lib/ubuntu-advantage/status.json': '{"services":[{"name":"esm-infra","status":"enabled"}]}',
  'x/a.dist-info/METADATA':
    'Name: A_b\nVersion: 1\nRequires-Dist: c; extra == "x"\nClassifier: License :: MIT\n\nText\n',
  'x/a.dist-info/RECORD': 'a.py,sha256=x,1\n"b,c.py",,\n../../bin/a,,\n',
  'x/vendor/composer/installed.json': '{"packages":[{"name":"a/b","version":"1"}],"dev-package-names":["a/b"]}',
};

const CHISEL = 'var/lib/chisel/manifest.wall';
const CHISEL_LINES =
  '{"jsonwall":"1.0"}\n{"kind":"package","name":"a","version":"1"}\n{"kind":"path","path":"/x","slices":["a_b"]}\n';

const claims = new Claims(all);
const readers = [...Object.keys(SAMPLES), CHISEL].flatMap((path) =>
  claims.of(path).map((cataloger) => ({ cataloger, path })),
);

/** The catalogers that read text: what they tell is well-formed, whatever a file holds. */
export const catalogers: FuzzTarget = {
  seeds: [...Object.values(SAMPLES), CHISEL_LINES],
  async check(text) {
    const bytes = Buffer.from(text);
    const packed = zstdCompressSync(bytes);
    for (const { cataloger, path } of readers) await read(cataloger, path, path === CHISEL ? packed : bytes);
  },
};

/** Each item takes some of the bytes of a file. */
async function read(cataloger: Cataloger, path: string, bytes: Uint8Array): Promise<void> {
  let count = 0;
  for await (const item of cataloger.catalog({ path, source: memorySource(bytes) })) {
    count += 1;
    if (item.kind === 'package') {
      purlOf(item.package, undefined);
      if (item.package.name === '') throw new Error(`${cataloger.id} tells of a package without a name`);
    }
    if (item.kind === 'unknown' && item.reason === '') throw new Error(`${cataloger.id} does not say why`);
    for (const file of 'files' in item ? (item.files ?? []) : []) {
      if (file.startsWith('/')) throw new Error(`${cataloger.id} tells of the file ${file}`);
    }
  }
  const size = path === CHISEL ? zstdDecompressSync(bytes).length : bytes.length;
  if (count > size + 2) throw new Error(`${cataloger.id} tells of ${count} items in ${size} bytes`);
}
