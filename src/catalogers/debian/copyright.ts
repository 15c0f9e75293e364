import { readStanzas } from '../../formats/deb822.ts';
import { defineCataloger, textOf } from '../cataloger.ts';

/** The licences of Debian's packages, where they are written for programs. Source: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/. */
export const debianCopyright = defineCataloger({
  id: 'debian/copyright',
  summary: "the licences of Debian's packages",
  version: 1,
  claims: ['usr/share/doc/*/copyright'],
  maxBytes: 8 * 1024 * 1024,
  async *catalog(file) {
    const text = await textOf(file);
    if (!/^Format:.*copyright-format/m.test(text.slice(0, 4096))) return;
    const licences = new Set<string>();
    for (const stanza of readStanzas(text)) {
      const [name = ''] = (stanza.field('license') ?? '').split('\n', 1);
      if (name !== '') licences.add(name);
    }
    const [key = ''] = file.path.split('/').slice(-2);
    if (licences.size > 0) yield { kind: 'addition', type: 'deb', key, licences: [...licences] };
  },
});
