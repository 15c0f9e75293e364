import { defineCataloger, textOf } from '../cataloger.ts';

/** Where apk takes packages from, which can be another release than the system's. Source: apk-repositories(5). */
export const apkRepositories = defineCataloger({
  id: 'alpine/apk-repositories',
  summary: 'the repositories of apk',
  version: 1,
  claims: ['etc/apk/repositories'],
  maxBytes: 1024 * 1024,
  async *catalog(file) {
    const lines = (await textOf(file)).split('\n').map((line) => line.trim());
    const repositories = lines.filter((line) => line !== '' && !line.startsWith('#')).map(withoutCredentials);
    if (repositories.length > 0) yield { kind: 'repositories', repositories };
  },
});

/** The URL of `@tag https://user:password@host/path`. */
function withoutCredentials(line: string): string {
  const url = line.replace(/^@\S+\s+/, '');
  return url.replace(/^([a-z]+:\/\/)[^/]*@/, '$1');
}
