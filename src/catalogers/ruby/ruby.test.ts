import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { rubyGemfileLock } from './gemfile-lock.ts';
import { rubyGemspec } from './gemspec.ts';

const NOKOGIRI = `# -*- encoding: utf-8 -*-
# stub: nokogiri 1.16.0 x86_64-linux lib
# stub: ext/nokogiri/extconf.rb

Gem::Specification.new do |s|
  s.name = "nokogiri".freeze
  s.version = "1.16.0"
  s.platform = "x86_64-linux".freeze
  s.licenses = ["MIT".freeze, 'Ruby']
  s.specification_version = 4
  s.add_runtime_dependency(%q<racc>.freeze, ["~> 1.4".freeze])
  s.add_dependency("mini_portile2", ["~> 2.8"])
  s.add_development_dependency(%q<rake>.freeze, [">= 0"])
end
`;

test('a gem has its platform, licences and what it needs', async () => {
  const path = 'var/lib/gems/3.1.0/specifications/nokogiri-1.16.0-x86_64-linux.gemspec';
  expect(await catalogText(rubyGemspec, path, NOKOGIRI)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'gem',
        name: 'nokogiri',
        version: '1.16.0',
        evidence: 'installed',
        licences: ['MIT', 'Ruby'],
        dependsOn: ['racc', 'mini_portile2'],
        details: { platform: 'x86_64-linux' },
      },
    },
  ]);
});

test.each<[string, string, string, readonly string[]]>([
  ['written by hand', 'x/a-1.gemspec', 'Gem::Specification.new { |s|\n s.name = "b"\n s.version = "2.0"\n}', ['b 2.0']],
  ['with a version made', 'x/a-1.gemspec', ' s.name = "a"\n s.version = Gem::Version.new("3.pre")', ['a 3.pre']],
  ['whose version is computed', 'x/a-b-1.2.gemspec', ' s.version = Bundler::VERSION', ['a-b 1.2']],
  ['for a platform, computed', 'x/a-1.2-java.gemspec', '', ['a 1.2 platform=java']],
  [
    'that tells nothing',
    'x/a.gemspec',
    's.files = []',
    ['unknown: a specification that tells neither name nor version'],
  ],
  [
    'with nothing but lines',
    'x/a.gemspec',
    '\n'.repeat(500_000),
    ['unknown: a specification that tells neither name nor version'],
  ],
])('a gem %s', async (_, path, text, expected) => {
  expect(await told(rubyGemspec, path, text)).toEqual(expected);
});

const GEMFILE_LOCK = `GIT
  remote: https://example.com/x.git
  revision: abc
  specs:
    x (0.1.0)
      rack

PATH
  remote: .
  specs:
    own (1.0)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.16.0-x86_64-linux)
      racc (~> 1.4)
    nokogiri (1.16.0-arm64-darwin)
      racc (~> 1.4)
    racc (1.7.3)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  nokogiri!

CHECKSUMS
  nokogiri (1.16.0) sha256=00

BUNDLED WITH
   2.5.4
`;

test('Gemfile.lock', async () => {
  expect(await told(rubyGemfileLock, 'app/Gemfile.lock', GEMFILE_LOCK)).toEqual([
    'x 0.1.0 needs rack',
    'nokogiri 1.16.0 needs racc',
    'racc 1.7.3',
  ]);
});
