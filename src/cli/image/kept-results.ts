import { join, resolve } from 'node:path';
import { problemOf, UserError } from '../../core/errors.ts';
import { ResultsFolder } from '../../host/results/results-folder.ts';
import { isSystemError, systemReason } from '../../host/system-error.ts';
import type { CommandContext, CommandInput } from '../command.ts';
import { cachesFolder, privateFolderIn } from '../compile-cache.ts';
import { countOf } from '../count-option.ts';
import { commandErrors } from '../errors.ts';

const NOT_PRIVATE = 'it is a link, belongs to another user, or is open to others';

/** Of each call that asked: what is wrong with the folder is told once, and what was written is trimmed whoever wrote it. */
const ofCalls = new WeakMap<CommandInput, ResultsFolder | undefined>();

/** Where a call keeps what is known of layers; undefined where it keeps nothing. */
export function keptResults(verb: string, input: CommandInput, context: CommandContext): ResultsFolder | undefined {
  if (!ofCalls.has(input)) ofCalls.set(input, openResults(verb, input, context));
  return ofCalls.get(input);
}

function openResults(verb: string, input: CommandInput, context: CommandContext): ResultsFolder | undefined {
  const limit = { name: 'maxCacheBytes', flag: '--max-cache-bytes', unit: 'bytes' };
  const maxBytes = countOf(verb, input, limit);
  // Commander gives an option that begins with --no- the name of its opposite, which is set unless it is given.
  if (!input.flag('cache')) return undefined;
  const folder = resultsFolder(context);
  return folder === undefined ? undefined : new ResultsFolder(folder, maxBytes);
}

/**
 * The folder of results: in `PLIMSOLL_CACHE_DIR` if that is set, where it is an error when nothing can be kept in it, otherwise in the
 * user's caches, where that is said and nothing is kept.
 */
export function resultsFolder({ directory, environment, err }: CommandContext): string | undefined {
  const named = environment['PLIMSOLL_CACHE_DIR'] ?? '';
  if (named !== '') return prepared(resolve(directory, named));
  const caches = cachesFolder({ platform: process.platform, environment, home: environment['HOME'] ?? '' });
  if (caches === undefined) return undefined;
  try {
    return prepared(join(caches, 'plimsoll'));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    err(`plimsoll: ${error.problem.message}\n`);
    return undefined;
  }
}

function prepared(own: string): string {
  try {
    const folder = privateFolderIn(own, 'results');
    if (folder !== undefined) return folder;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw unusable(own, systemReason(error));
  }
  throw unusable(own, NOT_PRIVATE);
}

function unusable(path: string, why: string): UserError {
  return new UserError(problemOf(commandErrors, 'PL_E_CACHE_FOLDER', { path, why }));
}
