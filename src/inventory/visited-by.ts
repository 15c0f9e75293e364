import { catalogers } from '../catalogers/all.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { Wanted } from './wanted.ts';

const FILES = VERSION;
const PACKAGES = [FILES, 'accounts@1', ...catalogers.map(({ id, version }) => `${id}@${version}`)].join(' ');
const CREDENTIALS = [PACKAGES, 'credentials@3'].join(' ');

/** What decides what is read of a file; results are kept under it. What is published has it as a text, without the catalogers. */
export const VISITED_BY: Readonly<Record<Wanted, string>> = {
  files: `files ${FILES}`,
  packages: `packages ${PACKAGES}`,
  credentials: `credentials ${CREDENTIALS}`,
};
