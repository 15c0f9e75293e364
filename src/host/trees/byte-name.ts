import { decodeName } from '../../formats/tar/header.ts';

/** A name below a root, with a character for each of its bytes, as Latin-1 has them: its order is that of the bytes. */
export type ByteName = string;

const IS_ASCII = /^[\0-\x7f]*$/;
const SEPARATOR = Buffer.from('/');

/** The path of what has a name below a root: text where that gives the bytes of the name. */
export function pathOf(root: string, name: ByteName): string | Buffer {
  if (name === '') return root;
  if (IS_ASCII.test(name)) return `${root}/${name}`;
  return Buffer.concat([Buffer.from(root), SEPARATOR, Buffer.from(name, 'latin1')]);
}

/** A name as text. One that is no UTF-8 stays as it is. */
export function textOf(name: ByteName): string {
  return IS_ASCII.test(name) ? name : decodeName(Buffer.from(name, 'latin1'));
}
