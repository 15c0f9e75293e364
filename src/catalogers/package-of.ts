import type { Package } from '../core/package.ts';

type Required = 'type' | 'name' | 'version' | 'evidence';

/** A package as a cataloger has it: what its file does not tell is undefined or empty. */
export type ToldPackage = Pick<Package, Required> & {
  readonly [Field in Exclude<keyof Package, Required>]?: Package[Field] | undefined;
};

/** The package without what nothing tells: empty texts, lists without items, details that are empty. */
export function packageOf(told: ToldPackage): Package {
  const { type, name, version, evidence, namespace = '', architecture = '', source } = told;
  const details = Object.entries(told.details ?? {}).filter(([, value]) => value !== '');
  return {
    type,
    ...(namespace === '' ? {} : { namespace }),
    name,
    version,
    evidence,
    ...(source === undefined ? {} : { source }),
    ...(architecture === '' ? {} : { architecture }),
    ...listsOf(told),
    ...(details.length === 0 ? {} : { details: Object.fromEntries(details) }),
  };
}

function listsOf(told: ToldPackage): Pick<Package, 'licences' | 'hashes' | 'dependsOn' | 'provides' | 'cpes'> {
  const licences = distinct(told.licences);
  const hashes = distinct(told.hashes);
  const dependsOn = distinct(told.dependsOn);
  const provides = distinct(told.provides);
  const cpes = distinct(told.cpes);
  return {
    ...(licences.length === 0 ? {} : { licences }),
    ...(hashes.length === 0 ? {} : { hashes }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(provides.length === 0 ? {} : { provides }),
    ...(cpes.length === 0 ? {} : { cpes }),
  };
}

function distinct<Value>(values: readonly Value[] | undefined): readonly Value[] {
  return [...new Set(values)].filter((value) => value !== '');
}
