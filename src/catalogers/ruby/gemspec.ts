import { type CatalogItem, type ClaimedFile, defineCataloger, textOf } from '../cataloger.ts';
import { packageOf } from '../package-of.ts';

/**
 * Ruby's installed gems. Their specifications are programs, but RubyGems writes each in one form, which is read; name and version also
 * stand in the name of the file. Source: https://github.com/ruby/rubygems, lib/rubygems/specification.rb, to_ruby.
 */
export const rubyGemspec = defineCataloger({
  id: 'ruby/gemspec',
  summary: "Ruby's gems as they are installed, also those that come with Ruby",
  version: 1,
  claims: ['**/specifications/**/*.gemspec'],
  maxBytes: 8 * 1024 * 1024,
  async *catalog(file) {
    yield itemOf(file, await textOf(file));
  },
});

const FILE_NAME = /\/(?<name>[^/]+?)-(?<version>\d[^-/]*)(?:-(?<platform>[^/]+))?\.gemspec$/;

function itemOf({ path }: ClaimedFile, text: string): CatalogItem {
  const named = FILE_NAME.exec(path)?.groups ?? {};
  const { name = named['name'], version = named['version'] } = writtenIn(text);
  if (name === undefined || version === undefined) {
    return { kind: 'unknown', reason: 'a specification that tells neither name nor version' };
  }
  return {
    kind: 'package',
    package: packageOf({
      type: 'gem',
      name,
      version,
      evidence: 'installed',
      licences: licencesIn(text),
      dependsOn: dependenciesIn(text),
      details: { platform: platformOf(text, named['platform']) },
    }),
  };
}

const STUB = /^# stub: (\S+) (\S+) (\S+) /m;
const NAME = /^[ \t]*\w+\.name[ \t]*=[ \t]*["']([^"'\n]+)["']/m;
const VERSION = /^[ \t]*\w+\.version[ \t]*=[ \t]*(?:Gem::Version\.new\()?["']([0-9][^"'\n]*)["']/m;
const DEPENDENCY = /^[ \t]*\w+\.add_(?<runtime>runtime_)?dependency\(?[ \t]*(?:%q<|["'])(?<name>[^>"'\n]+)[>"']/gm;
const LICENCES = /^[ \t]*\w+\.licenses?[ \t]*=[ \t]*([^\n]*)$/m;

function writtenIn(text: string): { readonly name?: string; readonly version?: string } {
  const [, stubName, stubVersion] = STUB.exec(text) ?? [];
  const name = stubName ?? NAME.exec(text)?.[1];
  const version = stubVersion ?? VERSION.exec(text)?.[1];
  return { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) };
}

/** Old versions wrote all of them a second time for versions that were older still, which knew only `add_dependency`. */
function dependenciesIn(text: string): readonly string[] {
  const isTwice = text.includes('respond_to? :add_runtime_dependency');
  const found = [...text.matchAll(DEPENDENCY)].map(({ groups = {} }) => groups);
  return found.filter(({ runtime }) => runtime !== undefined || !isTwice).map(({ name = '' }) => name);
}

function licencesIn(text: string): readonly string[] {
  const list = LICENCES.exec(text)?.[1] ?? '';
  return [...list.matchAll(/["']([^"']+)["']/g)].map(([, licence = '']) => licence);
}

/** The processor and system that it was built for; empty for one that is all Ruby. */
function platformOf(text: string, fromName: string | undefined): string {
  const platform = STUB.exec(text)?.[3] ?? fromName ?? 'ruby';
  return platform === 'ruby' ? '' : platform;
}
