import * as v from 'valibot';
import { sha256 } from '../core/digest.ts';
import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import { imageErrors } from './errors.ts';

/** The largest manifest or configuration that is read, in bytes: registries take 4 MiB. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

/** A document of an image and its digest, `sha256:...`. */
export interface BlobDocument<Value> {
  readonly value: Value;
  readonly digest: string;
}

/** What is read: a document, which its place calls by another name. */
export interface BlobRequest {
  readonly image: string;
  readonly open: () => Promise<ByteSource | undefined>;
  /** Its name where it lies. */
  readonly name: string;
  /** What it is, as users know it: `manifest`, `configuration`. */
  readonly part: string;
  /** The digest that it must have, where one is known. */
  readonly digest?: string | undefined;
}

/** Reads a document of an image, and holds it against its digest and its schema. */
export async function readDocument<Schema extends v.GenericSchema>(
  schema: Schema,
  { image, open, name, part, digest }: BlobRequest,
): Promise<BlobDocument<v.InferOutput<Schema>>> {
  const source = await open();
  if (source === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: name }));
  const bytes = source.size > MAX_DOCUMENT_BYTES ? undefined : await source.read(0, source.size);
  await source.close();
  if (bytes === undefined) throw unreadable(image, part, `it is larger than ${MAX_DOCUMENT_BYTES} bytes`);
  const found = `sha256:${sha256(bytes)}`;
  if (digest !== undefined && digest !== found) {
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_DIGEST', { image, part, expected: digest, found }));
  }
  const result = v.safeParse(schema, parsed(bytes, image, part));
  if (result.success) return { value: result.output, digest: found };
  const [issue] = result.issues;
  throw unreadable(image, part, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}

function parsed(bytes: Uint8Array, image: string, part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unreadable(image, part, 'it is no JSON');
  }
}

function unreadable(image: string, part: string, why: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_MANIFEST', { image, part, why }));
}
