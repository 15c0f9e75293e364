import { describe, expect, test } from 'vitest';
import type { Vulnerability } from '../../advisories/match.ts';
import type { PackageType } from '../../core/package.ts';
import { remedyOf } from './remedy.ts';

interface Row {
  readonly fixed?: string;
  readonly state?: Vulnerability['state'];
  readonly distribution?: string;
}

function remedy(
  type: PackageType,
  names: readonly string[],
  { fixed, state = 'affected', distribution = '' }: Row,
): string {
  const [name = ''] = names;
  const lowest = {
    package: { type, name, version: '1', evidence: 'installed' },
    layer: 0,
    path: 'x',
    owner: undefined,
    programs: [],
  } as const;
  const judgement = { severity: 'high', by: '' } as const;
  const vulnerability = {
    id: 'CVE-1',
    names: ['CVE-1'],
    judgement,
    state,
    fixed,
    elsewhere: undefined,
    fixState: fixed === undefined ? ('no-fix-yet' as const) : ('fixed' as const),
    evidence: [],
  };
  const group = { questions: [], name, lowest, names, owner: undefined, programs: [], packages: [] };
  return remedyOf({ vulnerability, version: '1', groups: [group], imports: [] }, { names, fixed, distribution });
}

describe('what mends a vulnerability', () => {
  test.each<[PackageType, string, string, string]>([
    ['deb', 'libssl3', 'debian', 'apt-get update && apt-get install --only-upgrade libssl3'],
    ['apk', 'busybox', 'alpine', 'apk upgrade --no-cache busybox'],
    ['rpm', 'openssl-libs', 'almalinux', 'dnf upgrade openssl-libs'],
    ['rpm', 'openssl-libs', 'sles', 'zypper update openssl-libs'],
    ['npm', '@shop/cart', '', 'npm install @shop/cart@2.0.1'],
    ['pypi', 'urllib3', '', "pip install 'urllib3>=2.0.1'"],
    ['golang', 'golang.org/x/net', '', 'go get golang.org/x/net@v2.0.1'],
    ['golang', 'stdlib', '', 'go get go@2.0.1'],
    ['cargo', 'time', '', 'cargo update --package time --precise 2.0.1'],
    ['gem', 'rack', '', 'gem install rack --version 2.0.1'],
    ['composer', 'symfony/http', '', 'composer require symfony/http:^2.0.1'],
    ['nuget', 'newtonsoft.json', '', 'dotnet add package newtonsoft.json --version 2.0.1'],
  ])('of %s %s on "%s" is a command', (type, name, distribution, command) => {
    expect(remedy(type, [name], { fixed: '2.0.1', distribution })).toContain(`\`${command}\``);
  });

  test('is told in words where no command is known', () => {
    expect(remedy('maven', ['org.shop:cart'], { fixed: '2' })).toBe(
      'Update org.shop:cart to 2, or build the image anew on a newer base.',
    );
  });

  test.each(['x; rm -rf /', '$(reboot)', 'a`b`', '-o', "it's", 'a\nb'])('is never a command with %j in it', (word) => {
    expect(remedy('deb', [word], { fixed: '2' })).not.toContain('apt-get');
    expect(remedy('npm', ['cart'], { fixed: word })).not.toContain('npm install');
  });

  test('names every package, and none where there are too many', () => {
    expect(remedy('deb', ['libssl3', 'openssl'], { fixed: '2' })).toContain('libssl3 openssl`');
    const names = Array.from({ length: 21 }, (_, index) => `part-${index}`);
    expect(remedy('deb', names, { fixed: '2' })).toContain('`apt-get update && apt-get upgrade`');
  });

  test('without a fix or a certain answer is no update', () => {
    expect(remedy('deb', ['cart'], {})).toContain('accept it with an exception until a fix ships');
    expect(remedy('deb', ['cart'], { fixed: '2', state: 'unknown' })).toContain('Compare the versions by hand');
  });
});
