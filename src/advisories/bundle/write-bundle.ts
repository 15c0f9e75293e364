import { sha256 } from '../../core/digest.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { archiveEnd, fileFilling, fileHeader } from '../../formats/tar/write-header.ts';
import { type Catalogue, catalogueText, filesOf, type KeptFile } from '../database/catalogue.ts';
import { advisoryErrors } from '../errors.ts';
import { BUNDLED_CATALOGUE, bundledName, SUMS } from './layout.ts';

/** A database as one file, in parts. A file of it that is gone or harmed ends it with a `UserError`. */
export async function* writeBundle(files: OwnFiles, catalogue: Catalogue): AsyncGenerator<Uint8Array> {
  const kept = [...new Map(filesOf(catalogue).map((file) => [file.sha256, file])).values()];
  const text = Buffer.from(catalogueText(catalogue));
  const sums = [[sha256(text), BUNDLED_CATALOGUE], ...kept.map((file) => [file.sha256, bundledName(file.sha256)])].map(
    ([sum = '', name = '']) => `${sum}  ${name}\n`,
  );
  yield* entryOf(SUMS, Buffer.from(sums.join('')));
  yield* entryOf(BUNDLED_CATALOGUE, text);
  for (const file of kept) yield* entryOf(bundledName(file.sha256), await wholeFile(files, file));
  yield archiveEnd();
}

function* entryOf(name: string, bytes: Uint8Array): Generator<Uint8Array> {
  yield fileHeader(name, bytes.length);
  yield bytes;
  yield fileFilling(bytes.length);
}

/** The bytes of a file of a database; what is not what its checksum tells is a `UserError`. */
export async function wholeFile(files: OwnFiles, { file, sha256: sum, bytes: size }: KeptFile): Promise<Uint8Array> {
  const source = await files.open(file);
  const bytes = await source?.read(0, size);
  await source?.close();
  if (bytes !== undefined && sha256(bytes) === sum) return bytes;
  const why = `${file} is ${bytes === undefined ? 'not there' : 'not what its checksum tells'}`;
  throw new UserError(problemOf(advisoryErrors, 'PL_E_DATABASE_DAMAGED', { place: files.place, why }));
}
