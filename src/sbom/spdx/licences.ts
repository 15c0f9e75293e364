import { sha256 } from '../../core/digest.ts';
import type { Json } from '../../formats/document.ts';
import { licenceOf } from '../licence.ts';

/** The longest name that goes into the id of a licence whole. */
const LONGEST_NAME = 40;

/** Ids that SPDX gave up for `WITH`: still on its list, and refused by its tools. */
const WITH_EXCEPTION = /-with-/;

/** Licences that are not on SPDX's list, which a document names by ids of its own. */
export class ExtractedLicences {
  readonly #names = new Map<string, string>();

  /** One expression for all licences of a package: they hold together. Undefined where there are none. */
  declared(texts: readonly string[]): string | undefined {
    if (texts.length === 0) return undefined;
    const parts = texts.map((text) => this.#expressionOf(text));
    const [first, ...others] = parts;
    return others.length === 0 ? first : parts.map((each) => (/ /.test(each) ? `(${each})` : each)).join(' AND ');
  }

  /** `hasExtractedLicensingInfos` of the document. */
  infos(): Json[] {
    return [...this.#names]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([licenseId, name]) => ({ licenseId, name, extractedText: name }));
  }

  /** The name of each licence of an expression that is named by an id of the document, by its id. */
  namesIn(expression: string): ReadonlyMap<string, string> {
    const ids = new Set(expression.match(/LicenseRef-[A-Za-z0-9.-]+/g));
    return new Map(
      [...ids].flatMap((id): (readonly [string, string])[] => {
        const name = this.#names.get(id);
        return name === undefined ? [] : [[id, name]];
      }),
    );
  }

  #expressionOf(text: string): string {
    const { kind } = licenceOf(text);
    if (kind !== 'name' && !WITH_EXCEPTION.test(text)) return text;
    const shown = text.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(0, LONGEST_NAME);
    const id = `LicenseRef-${shown}-${sha256(text).slice(0, 8)}`;
    this.#names.set(id, text);
    return id;
  }
}
