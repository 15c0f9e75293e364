import type { ContentHash, Package } from '../../core/package.ts';
import { namesAt, textAt, textsAt } from '../documents.ts';
import type { ToldPackage } from '../package-of.ts';

/** A package as Composer describes it, installed or locked. Source: https://getcomposer.org/doc/04-schema.md. */
export function composerPackage(entry: unknown, isForDevelopment: boolean): Omit<ToldPackage, 'evidence'> {
  const { namespace, name } = composerName(textAt(entry, 'name'));
  return {
    type: 'composer',
    namespace,
    name,
    version: textAt(entry, 'version'),
    licences: textsAt(entry, 'license'),
    hashes: hashOf(textAt(entry, 'dist', 'shasum')),
    // What is no package is a part of PHP, as `php` and `ext-json`.
    dependsOn: namesAt(entry, 'require').filter((needed) => needed.includes('/')),
    details: { scope: isForDevelopment ? 'development' : '', reference: textAt(entry, 'source', 'reference') },
  };
}

function composerName(written: string): Pick<Package, 'name'> & { readonly namespace: string } {
  const slash = written.indexOf('/');
  return { namespace: written.slice(0, Math.max(0, slash)), name: written.slice(slash + 1) };
}

function hashOf(value: string): readonly ContentHash[] {
  return /^[0-9a-f]{40}$/.test(value) ? [{ algorithm: 'sha1', value }] : [];
}
