import { dirname, sep } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Report } from '../core/report.ts';
import { findUpward } from '../host/find-upward.ts';
import { writeOutput } from '../host/write-output.ts';
import { type ReportFormatName, reportFormats } from '../report/index.ts';
import type { PathBase } from '../report/shown/repository-path.ts';
import type { Bill } from '../sbom/bill.ts';
import type { CommandContext } from './command.ts';
import { commandErrors, usageError } from './errors.ts';

/** A format of the report, and the file that it goes to where that is not standard output. */
export interface Output {
  readonly format: ReportFormatName;
  readonly file: string | undefined;
}

/** Where a report goes. */
export interface Outputs {
  readonly outputs: readonly Output[];
  /** Whether everything is shown, what is only recorded as well. */
  readonly all: boolean;
  /** Makes the bill of what was scanned, where that is one thing. */
  readonly bill?: (() => Promise<Bill>) | undefined;
}

/** Whether a person reads the report where results go. */
export function showsText(outputs: readonly Output[]): boolean {
  return outputs.some(({ format, file }) => format === 'text' && file === undefined);
}

/** Writes a report in every format that was asked for. */
export async function writeReport(
  report: Report,
  { outputs, all, bill: makeBill }: Outputs,
  context: CommandContext,
): Promise<void> {
  const base = pathBaseOf(context.directory);
  for (const { format: name, file } of outputs) {
    const { format } = await reportFormats[name](report);
    const toTerminal = file === undefined;
    const bill = format.showsBill === true ? await makeBill?.() : undefined;
    const options = { all, colour: toTerminal && context.colour, width: context.width, base, bill };
    const rendered = orTooLarge(() => format.render(report, options), { format: name, report });
    if (toTerminal) context.out(rendered);
    else writeOutput(file, rendered);
  }
}

/** A string holds half a gigabyte, which the findings of thousands of images exceed. */
function orTooLarge(
  render: () => string,
  { format, report: { findings } }: { readonly format: string; readonly report: Report },
): string {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof RangeError) || error.message !== 'Invalid string length') throw error;
    throw new UserError(
      problemOf(commandErrors, 'PL_E_REPORT_TOO_LARGE', { format, findings: findings.length }),
      error,
    );
  }
}

/** Formats for CI systems name files from the root of the repository, wherever in it the command ran. */
function pathBaseOf(directory: string): PathBase {
  const repository = findUpward('.git', directory);
  return { directory, root: repository === undefined ? directory : dirname(repository), separator: sep };
}

/** Where the report goes, and in which formats. */
export function outputsOf(verb: string, written: readonly string[]): readonly Output[] {
  const outputs = written.map(outputOf);
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw usageError(
      verb,
      'Only one format can go to standard output; give the others a file, as in -o json=report.json.',
    );
  }
  return outputs.length === 0 ? [{ format: 'text', file: undefined }] : outputs;
}

function outputOf(written: string): Output {
  const equals = written.indexOf('=');
  const name = equals < 0 ? written : written.slice(0, equals);
  const file = equals < 0 ? undefined : written.slice(equals + 1);
  if (!isFormat(name) || file === '') {
    const known = Object.keys(reportFormats);
    const data = { name, near: nearest(name, known), known: known.join(', ') };
    throw new UserError(problemOf(commandErrors, 'PL_E_FORMAT_UNKNOWN', data));
  }
  return { format: name, file };
}

function isFormat(name: string): name is ReportFormatName {
  return Object.hasOwn(reportFormats, name);
}
