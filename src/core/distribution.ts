/** The distribution of Linux that an image is, or its Windows. Source: https://www.freedesktop.org/software/systemd/man/latest/os-release.html. */
export interface Distribution {
  /** `debian`, `alpine`, `rhel`: lower case, as os-release names it; `windows` for Windows. */
  readonly id: string;
  /** Distributions that it is close to, the closest first. */
  readonly like: readonly string[];
  /** `12`, `3.19.1`, of Windows `10.0.20348.2159`; empty for one that rolls, and where nothing tells. */
  readonly version: string;
  /** `bookworm`; empty where it has none. */
  readonly codename: string;
  /** For people: `Debian GNU/Linux 12 (bookworm)`. */
  readonly prettyName: string;
  /** A CPE 2.2 or 2.3 name; empty where it has none. */
  readonly cpe: string;
  /** The variant of an edition, as `server`; empty where it has none. */
  readonly variant: string;
  /**
   * Repositories from which its packages come, where files of the image tell: URLs without credentials (apk), content sets (Red Hat),
   * `esm-infra` and `esm-apps` (Ubuntu). They decide which advisories count.
   */
  readonly repositories?: readonly string[];
}
