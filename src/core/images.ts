/** What is known of an image that a workload runs. */
export type ImageEvidence = OpenedImage | UnopenedImage;

/** An image that was opened. */
export interface OpenedImage {
  readonly state: 'known';
  /** The digest of its manifest, `sha256:...`; undefined where it has none, as in an archive of `docker save`. */
  readonly digest: string | undefined;
}

/** An image that could not be opened, and what would make it possible. */
export interface UnopenedImage {
  readonly state: 'unknown';
  readonly why: string;
  readonly supply: string;
}

/** Opens images by the reference that a manifest names. */
export interface Images {
  open(reference: string): Promise<ImageEvidence>;
}
