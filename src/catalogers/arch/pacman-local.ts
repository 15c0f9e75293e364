import { type CatalogItem, defineCataloger, textOf } from '../cataloger.ts';
import { packageOf } from '../package-of.ts';
import { sectionsOf } from './sections.ts';

/** The packages of pacman's local database. Source: https://gitlab.archlinux.org/pacman/pacman, lib/libalpm/be_local.c. */
export const archPacmanLocal = defineCataloger({
  id: 'arch/pacman-local',
  summary: "pacman's database: Arch and those that are made of it",
  version: 1,
  claims: ['var/lib/pacman/local/*/desc', 'var/lib/pacman/local/*/files'],
  maxBytes: 64 * 1024 * 1024,
  async *catalog(file) {
    const sections = sectionsOf(await textOf(file));
    const [key = ''] = file.path.split('/').slice(-2);
    if (file.path.endsWith('/desc')) yield itemOf(sections, key);
    else yield { kind: 'addition', type: 'alpm', key, files: filesIn(sections) };
  },
});

type Sections = ReturnType<typeof sectionsOf>;

function itemOf(sections: Sections, key: string): CatalogItem {
  const all = (section: string): readonly string[] => sections.get(section) ?? [];
  const [name = ''] = all('NAME');
  const [version = ''] = all('VERSION');
  if (name === '' || version === '') {
    return { kind: 'unknown', reason: `a record without a ${name === '' ? 'name' : 'version'}` };
  }
  const [base = name] = all('BASE');
  return {
    kind: 'package',
    package: packageOf({
      type: 'alpm',
      name,
      version,
      evidence: 'installed',
      source: { name: base, version },
      architecture: all('ARCH')[0],
      licences: all('LICENSE'),
      dependsOn: all('DEPENDS').map(nameIn),
      provides: all('PROVIDES').map(nameIn),
      details: { packager: all('PACKAGER')[0] ?? '' },
    }),
    keys: [key],
  };
}

/** `glibc>=2.38` and `libssl.so=3-64` without what they compare with. */
function nameIn(relation: string): string {
  return relation.split(/[<>=:]/, 1)[0] ?? '';
}

/** Directories end with a slash. */
function filesIn(sections: Sections): readonly string[] {
  const paths = (sections.get('FILES') ?? []).map((path) => path.replace(/^\/+/, ''));
  return paths.filter((path) => path !== '' && !path.endsWith('/'));
}
