import * as v from 'valibot';
import type { ReportDocument } from '../../contract/report.ts';
import { reportSchema } from '../../contract/report-schema.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { Files } from '../../core/ports.ts';
import { isObject } from '../../core/record.ts';
import { commandErrors } from '../errors.ts';

/** The largest report that is read, in bytes: a million findings take about as much. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** Reads the JSON report of an earlier run to compare with. What is wrong with it makes the call wrong. */
export async function readEarlierReport(files: Files, path: string): Promise<ReportDocument> {
  const report = await readReport(files, path);
  const { against } = report;
  if (against !== undefined && against.known > 0) {
    throw new UserError(problemOf(commandErrors, 'PL_E_AGAINST_NEW_ONLY', { path, known: against.known }));
  }
  return report;
}

/** Reads the JSON report of an earlier run, also one of what was new then. */
export async function readReport(files: Files, path: string): Promise<ReportDocument> {
  const value = parse(path, await readBytes(files, path));
  const version = isObject(value) ? value['schemaVersion'] : undefined;
  if (version !== undefined && version !== 1) {
    const found = JSON.stringify(version).slice(0, 40);
    throw new UserError(problemOf(commandErrors, 'PL_E_AGAINST_SCHEMA', { path, found }));
  }
  const parsed = v.safeParse(reportSchema, value, { abortEarly: true });
  if (!parsed.success) throw noReport(path, whyNot(parsed.issues[0]));
  return parsed.output;
}

async function readBytes(files: Files, path: string): Promise<Uint8Array> {
  try {
    // Listing tells what is not there from what cannot be read.
    await files.list(path);
    return await files.read(path, MAX_BYTES);
  } catch (error) {
    if (error instanceof UserError) throw new UserError({ ...error.problem, exit: 2 }, error);
    throw error;
  }
}

function parse(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw noReport(path, 'it is not JSON');
    if (error instanceof TypeError || error instanceof RangeError) throw noReport(path, 'it is not text in UTF-8');
    throw error;
  }
}

function whyNot(issue: v.BaseIssue<unknown>): string {
  const at = v.getDotPath(issue);
  return `${at === null ? '' : `${at}: `}${issue.message}`.slice(0, 200).replace(/\.$/, '');
}

function noReport(path: string, why: string): UserError {
  return new UserError(problemOf(commandErrors, 'PL_E_AGAINST_REPORT', { path, why }));
}
