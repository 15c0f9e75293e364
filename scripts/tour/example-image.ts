import { load } from 'js-yaml';
import * as v from 'valibot';
import { writeLayout } from '../../test/image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../../test/image/write-tar.ts';

/** A file of a layer: its text, or with its mode in octal digits. */
const fileSchema = v.union([
  v.string(),
  v.strictObject({ mode: v.pipe(v.string(), v.regex(/^0[0-7]{3,4}$/)), text: v.optional(v.string(), '') }),
]);

const imageSchema = v.strictObject({
  reference: v.string(),
  created: v.pipe(v.string(), v.isoTimestamp()),
  config: v.record(v.string(), v.unknown()),
  steps: v.array(v.strictObject({ step: v.string(), files: v.record(v.string(), fileSchema) })),
});

type ExampleFile = v.InferOutput<typeof fileSchema>;

/** An image as text: its steps, and the files that the layer of each brings. */
export type ExampleImage = v.InferOutput<typeof imageSchema>;

/** Reads an image that is written as text, as those of `examples/images/` are. */
export function readExampleImage(text: string): ExampleImage {
  return v.parse(imageSchema, load(text));
}

/** Writes an OCI layout of an image. Layers are not packed, since not every zlib packs to the same bytes. */
export function writeExampleImage({ reference, created, config, steps }: ExampleImage, directory: string): void {
  writeLayout(directory, {
    name: reference,
    created,
    config,
    compression: 'none',
    steps: steps.map(({ step }) => step),
    layers: steps.map(({ files }) => writeTar(Object.entries(files).map(entryOf))),
  });
}

function entryOf([name, file]: readonly [string, ExampleFile]): WrittenEntry {
  const { mode, text } = typeof file === 'string' ? { mode: '0644', text: file } : file;
  return { name, mode: Number.parseInt(mode, 8), body: text, flag: name.endsWith('/') ? '5' : '0' };
}
