import { type Problem, UserError } from '../../core/errors.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { sbomErrors } from '../../sbom/errors.ts';
import { readBill } from '../../sbom/read-bill.ts';
import type { HeldBill } from './held-bill.ts';

/** What is attached to an image, as far as it can be read. */
export interface AttachedToImage {
  readonly held: readonly HeldBill[];
  readonly unread: readonly UnreadAttached[];
  /** What kept bills from being found. */
  readonly problems: readonly Problem[];
}

/** A bill of which not everything can be read. */
interface UnreadAttached {
  readonly name: string;
  readonly why: string;
}

/** Reads the bills that are attached to an image, while it is open; undefined where nothing can be attached. */
export async function attachedToImage({ attachedBills }: OpenedImage): Promise<AttachedToImage | undefined> {
  if (attachedBills === undefined) return undefined;
  const found = await attachedBills();
  const problems = [...found.problems];
  const held: HeldBill[] = [];
  const unread: UnreadAttached[] = [];
  for (const { manifest, read } of found.bills) {
    const name = `Attached SBOM ${manifest}`;
    try {
      const { bill } = readBill(await read(), name);
      held.push({ name, isAttached: true, bill });
      if (bill.unknown[0] !== undefined) unread.push({ name, why: bill.unknown[0] });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { problem } = error;
      if (problem.code in sbomErrors) unread.push({ name, why: problem.message });
      else problems.push(problem);
    }
  }
  return { held, unread, problems };
}
