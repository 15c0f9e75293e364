import { ExtractedLicences } from '../spdx/licences.ts';
import { type Elements, idOf } from './elements.ts';

/** A licence of a package: its expression, and the element that holds it. */
export interface DeclaredLicence {
  readonly expression: string;
  readonly id: string;
}

/** The licences of a document: an element for each expression, and one for each name that is not on SPDX's list. */
export class Licences {
  readonly #elements: Elements;
  readonly #extracted = new ExtractedLicences();
  readonly #ids = new Map<string, string>();

  constructor(elements: Elements) {
    this.#elements = elements;
  }

  /** One expression for all licences of a package: they hold together. Undefined where there are none. */
  declared(texts: readonly string[]): DeclaredLicence | undefined {
    const expression = this.#extracted.declared(texts);
    if (expression === undefined) return undefined;
    const id = this.#ids.get(expression) ?? this.#addExpression(expression);
    this.#ids.set(expression, id);
    return { expression, id };
  }

  #addExpression(expression: string): string {
    const names = [...this.#extracted.namesIn(expression)];
    for (const [key, name] of names)
      this.#elements.add('simplelicensing_SimpleLicensingText', idOf(key), { name, simplelicensing_licenseText: name });
    return this.#elements.addNumbered('simplelicensing_LicenseExpression', {
      simplelicensing_licenseExpression: expression,
      simplelicensing_customIdToUri: names.map(([key]) => ({ type: 'DictionaryEntry', key, value: idOf(key) })),
    });
  }
}
