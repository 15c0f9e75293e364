import { byteFiles } from '../host/byte-files.ts';
import type { CommandContext, CommandInput } from './command.ts';
import { usageError } from './errors.ts';

/** Whether nothing may go over the network. */
export function isOffline(input: CommandInput, { environment }: CommandContext): boolean {
  return input.flag('offline') || isSet(environment['PLIMSOLL_OFFLINE']);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/** The certificates that a call trusts besides, as PEM. `verb` is the command, for what is wrong with its options. */
export async function authoritiesOf(verb: string, input: CommandInput): Promise<readonly string[]> {
  return Promise.all(input.values('caFile').map(async (path) => authoritiesIn(verb, path)));
}

/** More than any bundle of certificates, in bytes. */
const MAX_AUTHORITIES_BYTES = 16 * 1024 * 1024;

async function authoritiesIn(verb: string, path: string): Promise<string> {
  const source = await byteFiles.open(path);
  const bytes = await source?.read(0, MAX_AUTHORITIES_BYTES);
  await source?.close();
  const text = Buffer.from(bytes ?? []).toString('latin1');
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw usageError(
      verb,
      `--ca-file takes a file with certificates as PEM: ${path} ${bytes === undefined ? 'is not there' : 'holds none'}.`,
    );
  return text;
}
