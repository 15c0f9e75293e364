import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { OwnFiles } from '../core/ports.ts';
import { ownFiles } from '../host/own-files.ts';
import type { CommandContext, CommandInput } from './command.ts';
import { usageError } from './errors.ts';

/** The advisory database that a call means. */
export function databaseFiles(verb: string, input: CommandInput, context: CommandContext): OwnFiles {
  const files = givenDatabase(input, context);
  if (files === undefined) throw usageError(verb, 'There is no home directory: name the advisory database with --db.');
  return files;
}

/** The advisory database that a call means; undefined where it names none and there is no home directory. */
export function givenDatabase(input: CommandInput, { directory, environment }: CommandContext): OwnFiles | undefined {
  const named = input.value('db');
  if (named !== undefined) return { ...ownFiles(resolve(directory, named)), named };
  const usual = environment['PLIMSOLL_DB'] ?? '';
  if (usual !== '') return ownFiles(resolve(directory, usual));
  const data = dataFolder({ platform: process.platform, environment, home: homedir() });
  return data === undefined ? undefined : ownFiles(join(data, 'plimsoll', 'db'));
}

/** What decides where a user's data lie. */
export interface DataPlace {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * The user's data by the customs of the system.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/ on Linux.
 */
export function dataFolder({ platform, environment, home }: DataPlace): string | undefined {
  if (platform === 'win32') return environment['LOCALAPPDATA'] || undefined;
  const xdg = environment['XDG_DATA_HOME'] ?? '';
  // The specification: a relative path is invalid and to be ignored.
  if (xdg.startsWith('/')) return xdg;
  if (!home.startsWith('/')) return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Application Support') : join(home, '.local', 'share');
}
