import type { Files } from '../../core/ports.ts';
import type { Report } from '../../core/report.ts';
import { earlierReport } from '../../gate/earlier.ts';
import type { ScanInput } from '../../gate/scan.ts';
import { scanBills } from '../../gate/scan-bills.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import { readEarlierReport } from '../against/earlier-report.ts';
import { usageError } from '../errors.ts';
import type { ImageCall } from '../image/image-call.ts';

/** Stored bills that a call asks for. */
export interface AskedBills {
  readonly call: ImageCall;
  /** A directory, or a pattern. */
  readonly place: string;
  readonly files: Files;
  readonly judging: ScanInput;
}

/** Judges the bills that are kept in a directory, or that match a pattern: every file whose name ends in .json, .jsonld or .spdx. */
export async function judgeBills({ call, place, files, judging }: AskedBills): Promise<Report> {
  const { verb, input, context } = call;
  const against = input.value('against');
  if (against !== undefined && !/\.json$/i.test(against))
    throw usageError(
      verb,
      'Several bills are compared with the JSON report of an earlier scan: --against report.json.',
    );
  const { files: found, outside } = await files.list(place);
  const bills = found.filter(({ path }) => /\.(?:json|jsonld|spdx)$/i.test(path));
  if (bills.length < found.length) {
    const others = plural(found.length - bills.length, 'file');
    context.err(`plimsoll: ${printable(`not read in ${place}: ${others} whose name does not end in .json`)}\n`);
  }
  const earlier =
    against === undefined ? {} : { earlier: earlierReport(against, await readEarlierReport(files, against)) };
  return scanBills({ files, paths: bills.map(({ path }) => path), outside }, { ...judging, ...earlier });
}
