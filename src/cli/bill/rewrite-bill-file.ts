import { readBillFile } from '../../gate/bills/read-bill-file.ts';
import { nodeFiles } from '../../host/node-files.ts';
import type { BillFormatName } from '../../sbom/formats.ts';
import { rewriteBill } from '../../sbom/read-bill.ts';
import type { CommandContext } from '../command.ts';
import { tellUnknownOf } from './bill-text.ts';

/** The text of a bill in a format. */
type WriteFormat = (format: BillFormatName, created: Date) => string;

/** Reads a bill, has it written in other formats, and gives the exit code. */
export async function rewriteBillFile(
  file: string,
  context: CommandContext,
  writeAll: (write: WriteFormat) => void,
): Promise<number> {
  const read = await readBillFile(
    file,
    nodeFiles(() => context.in),
  );
  writeAll((format, created) => rewriteBill(read, format, created));
  return tellUnknownOf(read.bill, context);
}
