import { VERSION } from '../../core/plimsoll-version.ts';
import type { KeptResults } from '../../core/ports.ts';
import { type BillFormatName, billFormats } from '../../sbom/formats.ts';
import type { UndatedDocument } from '../../sbom/undated.ts';
import type { ToldImage } from '../image/told-image.ts';

/** Counted up when anything else is written of the same image. */
const BILL_FORM = 2;

/** What the user is told of an image beside its bill. */
export interface ToldBeside {
  readonly read: Pick<ToldImage['read'], 'problems' | 'leftOut' | 'unverified'>;
  readonly inventory: Pick<ToldImage['inventory'], 'unknown' | 'doubts'>;
}

/** The bill of an image in a format, and what the user is told with it. */
export interface WrittenBill {
  readonly document: UndatedDocument;
  readonly beside: ToldBeside;
}

/** What decides what stands in the bills of an image. */
export interface BilledImage {
  /** Under which is kept what the image tells. */
  readonly key: string;
  /** As it was asked for. */
  readonly name: string;
}

type Head = ToldBeside & Pick<UndatedDocument, 'blanks'>;

const LENGTH_BYTES = 4;

/** Bills as they are written, kept beside what their images tell (docs/adr/0020). */
export class KeptBills {
  readonly #results: KeptResults;

  constructor(results: KeptResults) {
    this.#results = results;
  }

  async read(image: BilledImage, format: BillFormatName): Promise<WrittenBill | undefined> {
    const bytes = await this.#results.read(keyOf(image, format));
    if (bytes === undefined) return undefined;
    const headEnd = LENGTH_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    const head = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, headEnd));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `keep` wrote it
    const { blanks, ...beside } = JSON.parse(head) as Head;
    return { document: { bytes: bytes.subarray(headEnd), blanks }, beside };
  }

  async keep(image: BilledImage, format: BillFormatName, { document, beside }: WrittenBill): Promise<void> {
    const { problems, leftOut, unverified } = beside.read;
    const { unknown, doubts } = beside.inventory;
    const told: Head = {
      blanks: document.blanks,
      read: { problems, leftOut, unverified },
      inventory: { unknown, doubts },
    };
    const head = new TextEncoder().encode(JSON.stringify(told));
    const bytes = new Uint8Array(LENGTH_BYTES + head.length + document.bytes.length);
    new DataView(bytes.buffer).setUint32(0, head.length);
    bytes.set(head, LENGTH_BYTES);
    bytes.set(document.bytes, LENGTH_BYTES + head.length);
    await this.#results.keep(keyOf(image, format), bytes);
  }
}

function keyOf({ key, name }: BilledImage, format: BillFormatName): string {
  const { family, form, version } = billFormats[format];
  return `bill ${JSON.stringify([key, name, family, form, version])} ${VERSION} ${BILL_FORM}`;
}
