import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listFiles, readText } from '../../test/repository.ts';
import { readExampleImage, writeExampleImage } from './example-image.ts';

/** Builds the images of the examples in `examples/built/images/` of a folder, which git ignores: each becomes an OCI layout. */
export function buildExampleImages(folder: string): void {
  const images = join(folder, 'examples', 'built', 'images');
  const texts = new Map(listFiles('examples/images/*.yaml').map((path) => [basename(path, '.yaml'), readText(path)]));
  mkdirSync(images, { recursive: true });
  for (const name of readdirSync(images)) if (!texts.has(name)) rmSync(join(images, name), { recursive: true });
  for (const [name, text] of texts) writeExampleImage(readExampleImage(text), join(images, name));
}
