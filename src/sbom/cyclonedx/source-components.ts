import { Fields } from '../fields.ts';
import { packageOfPurl } from '../purl-package.ts';
import type { ToldComponent } from '../told-component.ts';

/**
 * The source packages that cdxgen lists among the packages of a distribution: what was built from them names them nowhere, but they name it as their
 * evidence. By the name of what was built. Source: `lib/managers/binary.js` of cdxgen.
 */
export function sourcesIn(components: Iterable<unknown>): ReadonlyMap<string, ToldComponent['source']> {
  const sources = new Map<string, ToldComponent['source']>();
  for (const value of components) {
    const component = new Fields(value);
    const source = isTagged(component) ? packageOfPurl(component.text('purl') ?? '')?.package : undefined;
    if (source === undefined) continue;
    for (const built of builtFrom(component)) sources.set(built, { name: source.name, version: source.version });
  }
  return sources;
}

/** Whether it is a source package alone, which is not installed: what is built under the name of its source is one component with it. */
export function isSourceComponent(component: Fields): boolean {
  return isTagged(component) && builtFrom(component).length > 0 && !isInstalled(component);
}

function isTagged(component: Fields): boolean {
  return component.texts('tags').includes('source') && /^pkg:(?:apk|deb|rpm)\//.test(component.text('purl') ?? '');
}

function isInstalled(component: Fields): boolean {
  return component.all('properties').some((each) => each.text('name') === 'aquasecurity:trivy:PkgID');
}

function builtFrom(component: Fields): readonly string[] {
  const methods = component
    .fields('evidence')
    .all('identity')
    .flatMap((each) => each.all('methods'));
  return methods.flatMap((each) => (each.text('technique') === 'filename' ? (each.text('value') ?? []) : []));
}
