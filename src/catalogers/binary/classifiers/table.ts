import type { Classifier } from './classifier.ts';

interface Row extends Omit<Classifier, 'literals' | 'confidence'> {
  readonly literal: string;
  readonly confidence?: Classifier['confidence'];
}

function row({ literal, confidence = 'high', ...rest }: Row): Classifier {
  return { ...rest, confidence, literals: () => [literal] };
}

/** `python3.12`, and `python312.dll` on Windows. */
const PYTHON_FILE = /^(?:lib)?python(\d)\.?(\d{1,2})/;

/**
 * In a program of Python stands its version alone, and only its name tells which of the many numbers that is. A linker may take the end of
 * a path for it: `/opt/python/3.12.1`.
 */
const python: Classifier = {
  name: 'python',
  files: /^(?:python3\.\d{1,2}|python2\.7|libpython(?:3\.\d{1,2}|2\.7)m?\.so(?:\.\d+)*|python(?:3\d{1,2}|27)\.dll)$/,
  literals: (fileName) => {
    const [, major, minor] = PYTHON_FILE.exec(fileName) ?? [];
    return major === undefined ? [] : [`${major}.${minor}.`];
  },
  pattern: /[\0/](?<version>\d\.\d{1,2}\.\d{1,3}(?:(?:a|b|rc)\d{1,2})?)\+?(?=\0)/g,
  confidence: 'medium',
  cpe: ['python', 'python'],
};

/** Programs and libraries that are often built or copied into images without a package manager, each by a text that it prints itself. */
export const classifiers: readonly Classifier[] = [
  python,
  row({
    name: 'bash',
    files: /^bash$/,
    literal: '@(#)Bash version ',
    pattern: /@\(#\)Bash version (?<version>\d+\.\d+\.\d+)/g,
    cpe: ['gnu', 'bash'],
  }),
  row({
    name: 'busybox',
    files: /^busybox/,
    literal: 'BusyBox v',
    pattern: /BusyBox v(?<version>\d+\.\d+\.\d+)/g,
    cpe: ['busybox', 'busybox'],
  }),
  row({
    name: 'curl',
    files: /^curl$/,
    literal: 'curl/',
    pattern: /\0curl\/(?<version>\d+\.\d+\.\d+(?:-DEV)?)(?=\0)/g,
    cpe: ['haxx', 'curl'],
  }),
  row({
    name: 'curl',
    files: /^libcurl(?:-\w+)?\.(?:so|dll$)/,
    literal: 'libcurl/',
    pattern: /libcurl\/(?<version>\d+\.\d+\.\d+(?:-DEV)?)(?=[\0 ])/g,
    cpe: ['haxx', 'libcurl'],
  }),
  row({
    name: 'expat',
    files: /^libexpat\.(?:so|dll$)/,
    literal: 'expat_',
    pattern: /\0expat_(?<version>\d+\.\d+\.\d+)(?=\0)/g,
    cpe: ['libexpat_project', 'libexpat'],
  }),
  row({
    name: 'git',
    files: /^git$/,
    literal: 'git/',
    pattern: /(?:\0|\xff)git\/(?<version>\d+\.\d+\.\d+)(?=[\0 ])/g,
    cpe: ['git-scm', 'git'],
  }),
  row({
    name: 'haproxy',
    files: /^haproxy$/,
    literal: ', released 20',
    pattern: / version (?<version>\d+\.\d+(?:\.\d+|-dev\d+))[^\0]{0,40}, released 20\d\d\/\d\d\/\d\d/g,
    cpe: ['haproxy', 'haproxy'],
  }),
  row({
    name: 'httpd',
    files: /^(?:httpd|apache2)$/,
    literal: 'Apache/',
    pattern: /\0Apache\/(?<version>\d+\.\d+\.\d+)(?=[\0 ])/g,
    cpe: ['apache', 'http_server'],
  }),
  row({
    name: 'libpng',
    files: /^libpng\d*\.so/,
    literal: ' libpng version ',
    pattern: / libpng version (?<version>\d+\.\d+\.\d+) - /g,
    cpe: ['libpng', 'libpng'],
  }),
  row({
    name: 'lighttpd',
    files: /^lighttpd$/,
    literal: 'lighttpd/',
    pattern: /\0lighttpd\/(?<version>\d+\.\d+\.\d+)(?=[\0 ])/g,
    cpe: ['lighttpd', 'lighttpd'],
  }),
  row({
    name: 'lua',
    files: /^(?:lua[\d.]*|liblua[\d.]+\.so.*)$/,
    literal: '$LuaVersion: Lua ',
    pattern: /\$LuaVersion: Lua (?<version>\d+\.\d+\.\d+) /g,
    cpe: ['lua', 'lua'],
  }),
  row({
    name: 'mariadb',
    files: /^(?:mariadbd?|mysqld?)$/,
    literal: '-MariaDB',
    pattern: /\0(?:5\.5\.5-)?(?<version>\d+\.\d+\.\d+)-MariaDB/g,
    cpe: ['mariadb', 'mariadb'],
  }),
  row({
    name: 'memcached',
    files: /^memcached$/,
    literal: 'memcached ',
    pattern: /\0memcached (?<version>\d+\.\d+\.\d+)(?=\0)/g,
    cpe: ['memcached', 'memcached'],
  }),
  row({
    name: 'nginx',
    files: /^nginx$/,
    literal: 'nginx version: nginx/',
    pattern: /nginx version: nginx\/(?<version>\d+\.\d+\.\d+)/g,
    cpe: ['f5', 'nginx'],
  }),
  row({
    name: 'node',
    files: /^(?:node|nodejs|libnode\.(?:so.*|dll))$/,
    literal: 'node.js/v',
    pattern: /node\.js\/v(?<version>\d+\.\d+\.\d+)/g,
    cpe: ['nodejs', 'node.js'],
  }),
  row({
    name: 'openjdk',
    files: /^java$/,
    literal: 'openjdk\0java\0',
    pattern: /\0openjdk\0java\0[\d.]{1,20}\0(?<version>\d+(?:\.\d+)*(?:_\d+)?(?:\+\d+)?)/g,
    cpe: ['oracle', 'openjdk'],
  }),
  row({
    name: 'openresty',
    files: /^(?:openresty|nginx)$/,
    literal: 'nginx version: openresty/',
    pattern: /nginx version: openresty\/(?<version>\d+\.\d+\.\d+\.\d+)/g,
    cpe: ['openresty', 'openresty'],
  }),
  row({
    name: 'openssh',
    files: /^(?:sshd|ssh)$/,
    literal: 'OpenSSH_',
    pattern: /\0OpenSSH_(?<version>\d+\.\d+p\d+)(?=[\0 ])/g,
    cpe: ['openbsd', 'openssh'],
  }),
  row({
    name: 'openssl',
    files: /^(?:openssl|lib(?:ssl|crypto)(?:\.so.*|-\d(?:_\d)?(?:-\w{1,40}){0,2}\.dll))$/,
    literal: 'OpenSSL ',
    pattern:
      /\0OpenSSL (?<version>\d+\.\d+\.\d+[a-z]{0,2}(?:-(?:alpha|beta|pre)\d{1,2})?)(?:-fips| +FIPS)? +\d{1,2} [A-Z][a-z]{2} \d{4}/g,
    cpe: ['openssl', 'openssl'],
  }),
  row({
    name: 'perl',
    files: /^(?:perl[\d.]*|libperl\.so.*)$/,
    literal: 'v5.',
    pattern: /\0v(?<version>5\.\d{1,2}\.\d{1,2})(?=\0)/g,
    confidence: 'medium',
    cpe: ['perl', 'perl'],
  }),
  row({
    name: 'php',
    files: /^(?:php[\d.]*|php-cgi[\d.]*|php-fpm[\d.]*|libphp[\d.]*\.so|php\d(?:ts)?\.dll)$/,
    literal: 'X-Powered-By: PHP/',
    pattern: /X-Powered-By: PHP\/(?<version>\d+\.\d+\.\d+(?:(?:alpha|beta|RC)\d{1,2})?)/g,
    cpe: ['php', 'php'],
  }),
  row({
    name: 'postgresql',
    files: /^postgres$/,
    literal: 'postgres (PostgreSQL) ',
    pattern: /postgres \(PostgreSQL\) (?<version>\d+(?:\.\d+){1,2}|\d+(?:beta|rc)\d+)/g,
    cpe: ['postgresql', 'postgresql'],
  }),
  row({
    name: 'proftpd',
    files: /^proftpd$/,
    literal: 'ProFTPD Version ',
    pattern: /ProFTPD Version (?<version>\d+\.\d+\.\d+[a-z]?)/g,
    cpe: ['proftpd', 'proftpd'],
  }),
  row({
    name: 'redis',
    files: /^redis-(?:server|sentinel|check-rdb|check-aof)$/,
    literal: 'c11-builtin\0',
    pattern: /\0(?<version>\d+\.\d+\.\d+)\0c11-builtin(?=\0)/g,
    confidence: 'medium',
    cpe: ['redis', 'redis'],
  }),
  row({
    name: 'ruby',
    files: /^(?:ruby[\d.]*|libruby[-\d.]*\.so.*)$/,
    literal: 'ruby ',
    pattern: /\0ruby (?<version>\d+\.\d+\.\d+)(?:p\d{1,4}|preview\d|rc\d)? \(\d{4}-/g,
    cpe: ['ruby-lang', 'ruby'],
  }),
  row({
    name: 'squid',
    files: /^squid$/,
    literal: 'squid/',
    pattern: /\0squid\/(?<version>\d+\.\d+(?:\.\d+){0,2})(?=\0)/g,
    cpe: ['squid-cache', 'squid'],
  }),
  row({
    name: 'unbound',
    files: /^unbound$/,
    literal: 'unbound ',
    pattern: /\0unbound (?<version>\d+\.\d+\.\d+)(?=\0)/g,
    cpe: ['nlnetlabs', 'unbound'],
  }),
  row({
    name: 'varnish',
    files: /^varnishd$/,
    literal: 'varnish-',
    pattern: /varnish-(?<version>\d+\.\d+\.\d+) revision /g,
    cpe: ['varnish-cache', 'varnish'],
  }),
  row({
    name: 'vsftpd',
    files: /^vsftpd$/,
    literal: '(vsFTPd ',
    pattern: /\(vsFTPd (?<version>\d+\.\d+\.\d+)\)/g,
    cpe: ['vsftpd_project', 'vsftpd'],
  }),
  row({
    name: 'xz',
    files: /^xz$/,
    literal: 'xz (XZ Utils) ',
    pattern: /xz \(XZ Utils\) (?<version>\d+\.\d+\.\d+(?:alpha|beta)?)/g,
    cpe: ['tukaani', 'xz'],
  }),
  row({
    name: 'zlib',
    files: /^(?:libz\.so|zlib1\.dll$)/,
    literal: ' deflate ',
    pattern: / deflate (?<version>\d+\.\d+(?:\.\d+){0,2}) Copyright /g,
    cpe: ['zlib', 'zlib'],
  }),
];
