import type { Problem } from '../../core/errors.ts';
import type { ImageKnowledge, ImageView } from '../../evidence/image/image-view.ts';
import type { ToldImage } from '../image/told-image.ts';
import type { AttachedToImage } from './attached-bills.ts';
import { type HeldBill, heldBill, placeOfBill } from './held-bill.ts';
import { imageBill } from './image-bill.ts';

/** An image with the bill that the user gives for it, and what is attached to it. */
interface BilledImage extends ToldImage {
  readonly held?: HeldBill | undefined;
  readonly attached?: AttachedToImage | undefined;
}

/** Holds the bills against an image that the user gives, and those that are attached to it. */
export function withBills(view: ImageView, { held, attached, ...image }: BilledImage): ImageView {
  if (held === undefined && attached === undefined) return view;
  const bills = [...(held === undefined ? [] : [held]), ...(attached?.held ?? [])];
  const own = bills.length === 0 ? undefined : imageBill(image);
  return {
    ...view,
    bills: {
      at: placeOfBill('bill'),
      held: own === undefined ? [] : bills.map((each) => heldBill(each, own)),
      unread: (attached?.unread ?? []).map((each) => ({ ...placeOfBill('attached bill'), ...each })),
    },
    known: { ...view.known, bill: knowledgeOf(attached?.problems ?? []) },
  };
}

function knowledgeOf([problem]: readonly Problem[]): ImageKnowledge {
  if (problem === undefined) return 'known';
  const why = `Not every SBOM that is attached to it could be read: ${problem.message}`;
  return { why, supply: problem.remedy, at: placeOfBill('attached bill') };
}
