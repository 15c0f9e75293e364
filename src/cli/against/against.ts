import type { Files } from '../../core/ports.ts';
import type { Report } from '../../core/report.ts';
import { earlierReport } from '../../gate/earlier.ts';
import type { Earlier } from '../../gate/input.ts';
import { nodeProcesses } from '../../host/node-processes.ts';
import { inTemporaryDirectory } from '../../host/temporary-directory.ts';
import { reportDocument } from '../../report/wire.ts';
import { usageError } from '../errors.ts';
import { readEarlierReport } from './earlier-report.ts';
import { Git } from './git.ts';
import { filesAtRef } from './ref.ts';

/** What a run is to be compared with. */
export interface AgainstCall {
  /** The command, for errors of usage. */
  readonly verb: string;
  /** The git ref or the file of a report. */
  readonly against: string;
  readonly judged: readonly string[];
  readonly context: readonly string[];
  readonly files: Files;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of the policy, by which `remembered` keeps what a git ref held. */
  readonly policy: string;
  readonly remembered: Map<string, Earlier>;
  /** Judges the same paths, with the same policy and options, as other files have them. */
  readonly judge: (files: Files) => Promise<Report>;
}

/** What an earlier run found: one whose report was kept, or one that is made now at a git ref. */
export async function earlierOf(call: AgainstCall): Promise<Earlier> {
  const { against, files } = call;
  if (isReportFile(against)) return earlierReport(against, await readEarlierReport(files, against));
  if (against === '' || against.startsWith('-')) {
    throw usageError(
      call.verb,
      `--against takes a git ref or the JSON report of an earlier run, not ${JSON.stringify(against)}.`,
    );
  }
  if ([...call.judged, ...call.context].includes('-')) {
    throw usageError(
      call.verb,
      'Standard input has no earlier state: --against with a git ref takes files and directories.',
    );
  }
  const earlier = call.remembered.get(call.policy) ?? (await earlierAtRef(call));
  call.remembered.set(call.policy, earlier);
  return earlier;
}

/**
 * A name with a directory or the ending .json is a file, every other a ref. Whether such a file exists has no part in it:
 * a change under review could add one that is called like the branch that it is compared with.
 */
export function isReportFile(against: string): boolean {
  return /\.json$/i.test(against) || /^(?:\.{1,2})?[/\\]|^[A-Za-z]:[/\\]/.test(against);
}

async function earlierAtRef({
  against: ref,
  judged,
  context,
  files,
  environment,
  judge,
}: AgainstCall): Promise<Earlier> {
  const git = new Git(nodeProcesses, environment);
  return inTemporaryDirectory(async (directory) => {
    const past = await filesAtRef(git, files, { ref, judged, context, directory });
    return earlierReport(past.what, reportDocument(await judge(past.files)));
  });
}
