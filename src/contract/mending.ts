/** What would mend most of the vulnerabilities of an image at once. */
export interface MendingDocument {
  readonly unit: string;
  /** How many vulnerabilities stand in it. */
  readonly vulnerabilities: number;
  /** What a package manager mends, for each layer; null where no layers are known. */
  readonly updates: readonly { readonly layer: number | null; readonly command: string; readonly mends: number }[];
  /** What other bases would change. */
  readonly rebuilds: readonly {
    readonly base: string;
    /** How many layers are taken for those of the base. */
    readonly layers: number;
    /** Whether nothing tells that. */
    readonly isAssumed: boolean;
    /** How many vulnerabilities these layers bring. */
    readonly carried: number;
    /** How many of them are not in the other base. */
    readonly removed: number;
    /** How many it brings that are not in the image. */
    readonly brought: number;
    /** Why that cannot be told; empty where it can. */
    readonly unknown: string;
  }[];
}
