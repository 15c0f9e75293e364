import { Readable } from 'node:stream';
import * as v from 'valibot';
import { main } from '../../src/cli/main.ts';
import type { ReportDocument } from '../../src/contract/report.ts';
import { reportSchema } from '../../src/contract/report-schema.ts';

/** What `plimsoll check` said of a tree, and what it wrote on standard error. */
export interface Judged {
  readonly code: number;
  readonly report: ReportDocument;
}

/** Runs `plimsoll check` in this process, with the programs of this machine, and reads its report. */
export async function judgeTree(directory: string, given: readonly string[]): Promise<Judged> {
  const { code, out, err } = await checkTree(directory, [...given, '-o', 'json']);
  if (out === '') throw new Error(err);
  return { code, report: v.parse(reportSchema, JSON.parse(out)) };
}

/** Runs `plimsoll check` in this process, with the programs of this machine. */
export async function checkTree(
  directory: string,
  given: readonly string[],
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const code = await main(['check', ...given], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    in: Readable.from([]),
    directory,
    environment: process.env,
    colour: false,
    width: 100,
  });
  return { code, out, err };
}

/** Where the findings of a rule stand: the file without the root, its line, the rendered line and the value. */
export function placesOf({ findings }: ReportDocument, rule: string, root: string): readonly string[] {
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ location: { file, line, value } }) => {
      const set = value === undefined ? '' : ` ${value.path} ${value.file.slice(root.length + 1)}:${value.line}`;
      return `${file.slice(root.length + 1)}:${line}${set}`;
    });
}
