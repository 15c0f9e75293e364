import { problemOf, UserError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { writeOutput } from '../../host/write-output.ts';
import { type BillFormatName, billFormats } from '../../sbom/formats.ts';
import type { CommandContext } from '../command.ts';
import { commandErrors, usageError } from '../errors.ts';
import { fileNameOf } from '../platforms/platform-labels.ts';

/** A format of the bill, and the file that it goes to where that is not standard output. */
export interface BillOutput {
  readonly format: BillFormatName;
  readonly file: string | undefined;
}

const DEFAULT: BillOutput = { format: 'cyclonedx-json', file: undefined };

/** Where a bill goes, and in which formats: `cyclonedx-json`, `spdx-json@2.3=cart.spdx.json`. */
export function billOutputsOf(written: readonly string[]): readonly BillOutput[] {
  const outputs = written.map(outputOf);
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw usageError(
      'sbom',
      'Only one format can go to standard output; give the others a file, as in -o spdx-json=cart.spdx.json.',
    );
  return outputs.length === 0 ? [DEFAULT] : outputs;
}

const PLATFORM = '{platform}';

/** Of several platforms each needs a file of its own. */
export function requireFileForEach(outputs: readonly BillOutput[]): void {
  if (outputs.every(({ file }) => file?.includes(PLATFORM) === true)) return;
  throw usageError(
    'sbom',
    `--all-platforms writes a bill for each platform: give every format a file with ${PLATFORM} in its name, as in -o spdx-json=cart-${PLATFORM}.json.`,
  );
}

/** Where the bill of one of several platforms goes: `{platform}` becomes `linux-arm64`. */
export function outputsFor(platform: string | undefined, outputs: readonly BillOutput[]): readonly BillOutput[] {
  if (platform === undefined) return outputs;
  return outputs.map(({ format, file }) => ({ format, file: file?.replaceAll(PLATFORM, fileNameOf(platform)) }));
}

/** Writes a bill to where it goes. Bytes are UTF-8. */
export function putBill(
  { file }: BillOutput,
  content: string | Uint8Array,
  { out, outBytes }: Pick<CommandContext, 'out' | 'outBytes'>,
): void {
  if (file !== undefined) writeOutput(file, content);
  else if (typeof content === 'string') out(content);
  else if (outBytes === undefined) out(new TextDecoder().decode(content));
  else outBytes(content);
}

/** What other tools call a format. */
const SHORT: Readonly<Record<string, string>> = {
  cyclonedx: 'cyclonedx-json',
  spdx: 'spdx-json',
  spdx3: 'spdx-json@3.0',
  'spdx3-json': 'spdx-json@3.0',
};

function outputOf(written: string): BillOutput {
  const equals = written.indexOf('=');
  const given = equals < 0 ? written : written.slice(0, equals);
  const name = SHORT[given] ?? given;
  const file = equals < 0 ? undefined : written.slice(equals + 1);
  if (!isFormat(name) || file === '') {
    const known = Object.keys(billFormats);
    const data = { name, near: nearest(name, known), known: known.join(', ') };
    throw new UserError(problemOf(commandErrors, 'PL_E_FORMAT_UNKNOWN', data));
  }
  return { format: name, file };
}

function isFormat(name: string): name is BillFormatName {
  return Object.hasOwn(billFormats, name);
}
