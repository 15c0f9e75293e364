import { extname } from 'node:path';
import { readText } from '../../test/repository.ts';
import { fenced } from './markdown.ts';

/** A file of `examples/` as a block of its language. */
export function exampleFile(path: string): string {
  const language = extname(path).slice(1);
  return fenced(language, readText(path));
}
