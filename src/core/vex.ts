/** What a VEX statement says of a product. Source: https://www.cisa.gov/sites/default/files/2023-04/minimum-requirements-for-vex-508c.pdf. */
export type VexStatus = 'not_affected' | 'affected' | 'fixed' | 'under_investigation';

/** The labels that say why a product is not affected. Source: https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md#status-justifications. */
export const vexJustifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const;

export type VexJustification = (typeof vexJustifications)[number];

/** What VEX says of a flaw in a package: the newest statement about both. */
export interface VexWord {
  readonly status: VexStatus;
  /** The label that says why it is not affected, in the words of the document; empty where there is none. */
  readonly justification: string;
  /** Why it is not affected, or what to do, as the author wrote it; empty where nothing is said. */
  readonly says: string;
  /** As the document names them: nothing proves it. Empty where it names nobody. */
  readonly author: string;
  /** The file, and the place of the statement in it. */
  readonly file: string;
  readonly place: string;
  /** The installed packages with the flaw that it says nothing of: one that is not about all of them accepts nothing. */
  readonly except: readonly string[];
}
