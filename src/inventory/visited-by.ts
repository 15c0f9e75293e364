import type { Cataloger } from '../catalogers/cataloger.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import { catalogersFor } from './catalogers-for.ts';
import type { Wanted } from './wanted.ts';

const FILES = VERSION;
const PACKAGES = [FILES, 'accounts@1', ...versionsOf(catalogersFor('packages'))].join(' ');
const FLAWS = [FILES, 'accounts@1', ...versionsOf(catalogersFor('flaws'))].join(' ');
const CREDENTIALS = [FLAWS, 'credentials@4'].join(' ');

/** What decides what is read of a file; results are kept under it. What is published has it as a text, without the catalogers. */
export const VISITED_BY: Readonly<Record<Wanted, string>> = {
  files: `files ${FILES}`,
  packages: `packages ${PACKAGES}`,
  flaws: `flaws ${FLAWS}`,
  credentials: `credentials ${CREDENTIALS}`,
};

function versionsOf(catalogers: readonly Cataloger[]): readonly string[] {
  return catalogers.map(({ id, version }) => `${id}@${version}`);
}
