/** What is known of an image that a workload runs. */
export type ImageEvidence = OpenedImage | UnopenedImage;

/** An image that was opened. */
export interface OpenedImage {
  readonly state: 'known';
  /** The digest of its manifest, `sha256:...`; undefined where it has none, as in an archive of `docker save`. */
  readonly digest: string | undefined;
  /** How its containers run; left out where nobody read it. */
  readonly settings?: ImageSettings;
}

/** How a container of an image runs, where its pod says nothing else. */
export interface ImageSettings {
  /** As `USER` has it, with its group where one is named; empty where there is none. */
  readonly user: string;
  /** Whether they run on Windows; left out where they do not. */
  readonly isWindows?: boolean;
  /** The paths of `VOLUME`. */
  readonly volumes: readonly string[];
  /** What `EXPOSE` names: `8080/tcp`. */
  readonly ports: readonly string[];
  /** Directories in it to which the program that they belong to writes as it starts. */
  readonly written: readonly string[];
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
