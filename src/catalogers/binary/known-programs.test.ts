import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeElf } from '../../../test/formats/write-elf.ts';
import { isInstalled } from '../../../test/programs.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { catalogText } from '../testing/catalog-text.ts';
import type { Classifier } from './classifiers/classifier.ts';
import { classify } from './classifiers/classify.ts';
import { knownPrograms } from './known-programs.ts';

/** A program whose texts stand among other bytes. */
function program(...texts: readonly string[]): Uint8Array {
  return Buffer.from(`\x7fELF${'.'.repeat(500)}\0${texts.join('\0')}\0${'.'.repeat(300)}`, 'latin1');
}

/** What a program is taken for: name and version, or what is unknown. */
async function toldOf(path: string, bytes: Uint8Array): Promise<readonly string[]> {
  const items = await catalogText(knownPrograms, path, bytes);
  return items.map((item) => {
    if (item.kind === 'package') return `${item.package.name} ${item.package.version}`;
    return item.kind === 'unknown' ? `? ${item.reason}` : item.kind;
  });
}

describe('a program is known by its name and what it says of itself', () => {
  test.each([
    ['usr/bin/bash', '@(#)Bash version 5.2.15(1) release GNU', 'bash 5.2.15'],
    ['bin/busybox', 'BusyBox v1.36.1 (2024-01-01 00:00:00 UTC)', 'busybox 1.36.1'],
    ['usr/local/bin/curl', 'curl/8.5.0', 'curl 8.5.0'],
    ['usr/lib/libcurl.so.4.8.0', 'libcurl/8.5.0', 'curl 8.5.0'],
    ['usr/lib/libexpat.so.1', 'expat_2.6.0', 'expat 2.6.0'],
    ['usr/bin/git', 'git/2.39.5', 'git 2.39.5'],
    ['usr/sbin/haproxy', 'HAProxy version 2.8.3-86e043a, released 2023/09/07', 'haproxy 2.8.3'],
    ['usr/local/apache2/bin/httpd', 'Apache/2.4.62 (Unix)', 'httpd 2.4.62'],
    ['usr/lib/libpng16.so.16', ' libpng version 1.6.39 - November 20, 2022', 'libpng 1.6.39'],
    ['usr/sbin/lighttpd', 'lighttpd/1.4.69', 'lighttpd 1.4.69'],
    ['usr/bin/lua5.4', '$LuaVersion: Lua 5.4.4  Copyright (C)', 'lua 5.4.4'],
    ['usr/sbin/mariadbd', '10.11.6-MariaDB', 'mariadb 10.11.6'],
    ['usr/sbin/mysqld', '5.5.5-10.11.6-MariaDB', 'mariadb 10.11.6'],
    ['usr/local/bin/memcached', 'memcached 1.6.18', 'memcached 1.6.18'],
    ['usr/sbin/nginx', 'nginx version: nginx/1.25.3 (Ubuntu)', 'nginx 1.25.3'],
    ['usr/local/openresty/nginx/sbin/nginx', 'nginx version: openresty/1.25.3.1', 'openresty 1.25.3.1'],
    ['usr/local/bin/node', 'node.js/v20.11.1', 'node 20.11.1'],
    ['opt/java/openjdk/bin/java', 'openjdk\0java\x000.0\x0017.0.15+6-Debian-1', 'openjdk 17.0.15+6'],
    ['opt/java/bin/java', 'openjdk\0java\x001.8\x001.8.0_352-b08', 'openjdk 1.8.0_352'],
    ['usr/sbin/sshd', 'OpenSSH_9.2p1 Debian-2', 'openssh 9.2p1'],
    ['Files/Program Files/nodejs/node.exe', 'node.js/v22.12.0', 'node 22.12.0'],
    ['Files/nginx/NGINX.EXE', 'nginx version: nginx/1.25.3', 'nginx 1.25.3'],
    ['Files/Python312/python312.dll', '3.12.1', 'python 3.12.1'],
    ['Files/Git/mingw64/bin/libcrypto-3-x64.dll', 'OpenSSL 3.0.13 30 Jan 2024', 'openssl 3.0.13'],
    ['Files/site-packages/x.libs/libssl-1_1-x64-0123456789abcdef.dll', 'OpenSSL 1.1.1w  11 Sep 2023', 'openssl 1.1.1w'],
    ['Files/Git/mingw64/bin/zlib1.dll', ' deflate 1.3.1 Copyright 1995', 'zlib 1.3.1'],
    ['usr/lib/libcrypto.so.3', 'OpenSSL 3.0.13 30 Jan 2024', 'openssl 3.0.13'],
    ['usr/lib/libcrypto.so.1.1', 'OpenSSL 1.1.1w  11 Sep 2023', 'openssl 1.1.1w'],
    ['usr/bin/openssl', 'OpenSSL 3.2.0-beta1 26 Oct 2023', 'openssl 3.2.0-beta1'],
    ['usr/lib64/libcrypto.so.1.1.1k', 'OpenSSL 1.1.1k  FIPS 25 Mar 2021', 'openssl 1.1.1k'],
    ['usr/lib64/libcrypto.so.10', 'OpenSSL 1.0.2k-fips  26 Jan 2017', 'openssl 1.0.2k'],
    ['usr/local/bin/perl5.36.0', 'v5.36.0', 'perl 5.36.0'],
    ['usr/local/bin/php', 'X-Powered-By: PHP/8.3.2', 'php 8.3.2'],
    ['usr/local/sbin/php-fpm', 'X-Powered-By: PHP/8.3.0RC1', 'php 8.3.0RC1'],
    ['usr/lib/postgresql/16/bin/postgres', 'postgres (PostgreSQL) 16.2', 'postgresql 16.2'],
    ['usr/sbin/proftpd', 'ProFTPD Version 1.3.8b', 'proftpd 1.3.8b'],
    ['usr/local/bin/python3.12', '3.12.1', 'python 3.12.1'],
    ['opt/python/lib/libpython3.11.so.1.0', '/opt/python/3.11.7', 'python 3.11.7'],
    ['usr/local/lib/libpython3.13.so.1.0', '3.13.0rc1', 'python 3.13.0rc1'],
    ['usr/local/bin/redis-server', '7.2.4\0c11-builtin', 'redis 7.2.4'],
    ['usr/local/lib/libruby.so.3.2', 'ruby 3.2.2 (2023-03-30 revision e51014f9c0) [x86_64-linux]', 'ruby 3.2.2'],
    ['usr/sbin/squid', 'squid/5.7', 'squid 5.7'],
    ['usr/sbin/unbound', 'unbound 1.17.1', 'unbound 1.17.1'],
    ['usr/sbin/varnishd', 'varnish-7.1.1 revision 7cee1c5', 'varnish 7.1.1'],
    ['usr/sbin/vsftpd', '(vsFTPd 3.0.3)', 'vsftpd 3.0.3'],
    ['usr/bin/xz', 'xz (XZ Utils) 5.6.1', 'xz 5.6.1'],
    ['lib/libz.so.1.2.13', ' deflate 1.2.13 Copyright 1995-2022 Jean-loup Gailly', 'zlib 1.2.13'],
  ])('%s with %j', async (path, text, expected) => {
    expect(await toldOf(path, program(text))).toEqual([expected]);
  });
});

describe('a program is not taken for another one', () => {
  test.each([
    ['the version of php in a program called curl', 'usr/bin/curl', 'PHP/8.5.8'],
    ['the name of a header in curl', 'usr/bin/curl', '#include <curl/curl.h>'],
    ['a text about Node.js', 'usr/bin/tool', 'node.js/v20.11.1'],
    ['the version of another Python', 'usr/bin/python3.12', '3.11.4'],
    ['a number in Python that only begins so', 'usr/bin/python3.1', '3.11.4'],
    ['a format without a version', 'usr/sbin/nginx', 'nginx version: nginx/%s'],
    ['ciphers of OpenSSL', 'usr/bin/openssl', 'OpenSSL 3.0 is not supported'],
    ['patterns of versions in OpenSSH', 'usr/bin/ssh', 'OpenSSH_2.*,OpenSSH_3.0*'],
    ['a text about Ruby', 'usr/bin/ruby3.1', 'ruby 3.1.2 or later'],
    ['a mere version in Redis', 'usr/bin/redis-server', '7.2.4'],
  ])('by %s', async (_, path, text) => {
    expect(await toldOf(path, program(text))).toEqual([]);
  });

  test('whose versions do not agree', async () => {
    expect(await toldOf('usr/bin/curl', program('curl/8.5.0', 'curl/7.88.1'))).toEqual([
      '? it looks like curl, of several versions: 8.5.0, 7.88.1',
    ]);
  });
});

test('the evidence of a program is its text and place, and how sure that is', async () => {
  expect(await catalogText(knownPrograms, 'usr/bin/python3.12', program('3.12.1'))).toEqual([
    {
      kind: 'package',
      package: {
        type: 'generic',
        name: 'python',
        version: '3.12.1',
        evidence: 'recognised',
        cpes: ['cpe:2.3:a:python:python:3.12.1:*:*:*:*:*:*:*'],
        details: { confidence: 'medium', matched: '3.12.1' },
      },
      offset: 504,
    },
  ]);
  const [java] = await catalogText(knownPrograms, 'bin/java', program('openjdk\0java\x000.0\x0017.0.1+6'));
  expect(java).toMatchObject({
    package: { cpes: [String.raw`cpe:2.3:a:oracle:openjdk:17.0.1\+6:*:*:*:*:*:*:*`] },
  });
});

describe('a large program', () => {
  const mebibyte = 1024 * 1024;
  const NODE: Classifier = {
    name: 'node',
    files: /^node$/,
    literals: () => ['node.js/v'],
    pattern: /node\.js\/v(?<version>\d+\.\d+\.\d+)/g,
    confidence: 'high',
    cpe: ['nodejs', 'node.js'],
  };

  test.each([-12, -9, -1, 0, 1, 500])('has its text found %i bytes from where a part ends', async (distance) => {
    const bytes = Buffer.alloc(3 * mebibyte);
    bytes.write('node.js/v20.11.1', 2 * mebibyte + distance);
    const [found] = await classify(memorySource(bytes), 'node', [NODE]);
    expect(found?.evidence).toEqual([
      { version: '20.11.1', offset: 2 * mebibyte + distance, text: 'node.js/v20.11.1' },
    ]);
  });

  test('that repeats a text without end is not looked at everywhere', async () => {
    const bytes = Buffer.alloc(mebibyte, 'node.js/v');
    expect(await toldOf('node', bytes)).toEqual(['? it looks like node, at more places than are looked at']);
  });
});

/** Programs of Debian whose version is that of their package. */
const DEBIAN: readonly (readonly [path: string, name: string])[] = [
  ['/bin/bash', 'bash'],
  ['/usr/bin/curl', 'curl'],
  ['/usr/bin/openssl', 'openssl'],
  ['/usr/bin/perl', 'perl'],
  ['/usr/bin/python3', 'python'],
  ['/usr/bin/git', 'git'],
  ['/usr/bin/ssh', 'openssh'],
  ['/usr/bin/xz', 'xz'],
  ['/usr/bin/php', 'php'],
  ['/usr/sbin/nginx', 'nginx'],
  ['/usr/bin/redis-server', 'redis'],
  ['/bin/busybox', 'busybox'],
  ['/lib/x86_64-linux-gnu/libz.so.1', 'zlib'],
  ['/lib/x86_64-linux-gnu/libexpat.so.1', 'expat'],
  ['/usr/lib/x86_64-linux-gnu/libcrypto.so.3', 'openssl'],
  ['/usr/lib/x86_64-linux-gnu/libpng16.so.16', 'libpng'],
];

/** The version of the package that owns a file, without what Debian added: `5.2.15` of `1:5.2.15-2+b8`. */
function debianVersionOf(path: string): string | undefined {
  const [owner] = [path, path.replace(/^\/usr/, '')].flatMap((each) => {
    const { stdout } = spawnSync('dpkg-query', ['--search', each], { encoding: 'utf8' });
    const name = /^([^\s,]+): /m.exec(stdout ?? '')?.[1];
    return name === undefined ? [] : [name];
  });
  if (owner === undefined) return undefined;
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat', '${Version}', owner], { encoding: 'utf8' });
  return /^(?:\d+:)?(\d+(?:\.\d+)*(?:p\d+)?)/.exec(stdout)?.[1];
}

const installed = isInstalled('dpkg-query')
  ? DEBIAN.filter(([path]) => existsSync(path) && debianVersionOf(realpathSync(path)) !== undefined)
  : [];

describe.skipIf(installed.length === 0)(
  'programs of Debian have the version of their package (skipped without dpkg)',
  () => {
    test.each(installed)('%s', async (path, name) => {
      const real = realpathSync(path);
      const told = await toldOf(real.slice(1), readFileSync(real));
      expect(told).toEqual([`${name} ${debianVersionOf(real)}`]);
    });
  },
);

function nodeText(version: string): Buffer {
  return Buffer.from(`node.js/v${version}`);
}

test('texts are looked for everywhere but in code that has a segment of its own', async () => {
  const [code, constants, data] = [
    { name: '.text', data: nodeText('18.0.0'), address: 0x1000, isRunnable: true },
    { name: '.rodata', data: nodeText('20.1.2'), address: 0x2000 },
    { name: '.data', data: nodeText('22.0.0'), address: 0x3000, isWritable: true },
  ];
  expect(await toldOf('usr/bin/node', writeElf([code, constants]))).toEqual(['node 20.1.2']);
  expect(await toldOf('usr/bin/node', writeElf([constants, code]))).toEqual(['node 20.1.2']);
  expect(await toldOf('usr/bin/node', writeElf([code, data]))).toEqual([
    '? it looks like node, of several versions: 18.0.0, 22.0.0',
  ]);
});
