import { readBillFile } from '../../gate/bills/read-bill-file.ts';
import { nodeFiles } from '../../host/node-files.ts';
import type { CommandContext } from '../command.ts';
import { billPackagesText, tellUnknownOf } from './bill-text.ts';

/** Lists the packages of a bill, and gives the exit code. */
export async function showBill(file: string, context: CommandContext): Promise<number> {
  const { bill } = await readBillFile(
    file,
    nodeFiles(() => context.in),
  );
  context.out(billPackagesText(bill));
  return tellUnknownOf(bill, context);
}
