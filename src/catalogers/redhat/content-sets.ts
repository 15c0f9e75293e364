import { defineCataloger } from '../cataloger.ts';
import { jsonItems, textsAt } from '../documents.ts';

/** Which content sets the packages of Red Hat's images come from, which its advisories are told by. Source: claircore, rhel/dockerfile and rhel/rhcc. */
export const redhatContentSets = defineCataloger({
  id: 'redhat/content-sets',
  summary: "the content sets of Red Hat's images",
  version: 1,
  claims: ['root/buildinfo/content_manifests/*.json', 'usr/share/buildinfo/*.json'],
  maxBytes: 16 * 1024 * 1024,
  catalog: (file) =>
    jsonItems(file, (manifest) => {
      const repositories = [...textsAt(manifest, 'content_sets'), ...textsAt(manifest, 'content-sets')];
      return repositories.length === 0 ? [] : [{ kind: 'repositories', repositories }];
    }),
});
