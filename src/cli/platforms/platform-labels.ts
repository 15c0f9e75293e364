/** What a platform is called that nobody tells. */
const UNKNOWN = 'unknown';

/** Names for platforms: an index may list one several times, as for versions of Windows. In the names of files they differ, too. */
export class PlatformLabels {
  readonly #taken = new Set<string>();

  add(platform: string): string {
    const name = platform === '' ? UNKNOWN : platform;
    let label = name;
    for (let count = 2; this.#taken.has(fileNameOf(label)); count += 1) label = `${name} (${count})`;
    this.#taken.add(fileNameOf(label));
    return label;
  }
}

/** A platform in the name of a file. Whoever made the image named it: nothing in it may lead to another directory. */
export function fileNameOf(platform: string): string {
  const words = platform.toLowerCase().match(/[a-z0-9]+/g) ?? [UNKNOWN];
  return words.join('-');
}
