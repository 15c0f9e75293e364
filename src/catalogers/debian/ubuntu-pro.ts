import { defineCataloger } from '../cataloger.ts';
import { jsonItems, listAt, textAt } from '../documents.ts';

/** Which services of Ubuntu Pro are on: their packages have versions and advisories of their own. Source: https://documentation.ubuntu.com/pro-client/, status.json. */
export const debianUbuntuPro = defineCataloger({
  id: 'debian/ubuntu-pro',
  summary: 'whether Ubuntu gets extended maintenance (`esm-infra`, `esm-apps`)',
  version: 1,
  claims: ['var/lib/ubuntu-advantage/status.json'],
  maxBytes: 4 * 1024 * 1024,
  catalog: (file) =>
    jsonItems(file, (status) => {
      const enabled = listAt(status, 'services').filter((service) => textAt(service, 'status') === 'enabled');
      const repositories = enabled.map((service) => textAt(service, 'name')).filter((name) => name !== '');
      return repositories.length === 0 ? [] : [{ kind: 'repositories', repositories }];
    }),
});
