import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type WrittenLayout, writeLayout } from './write-layout.ts';

/** An image for one platform of several. */
export interface WrittenPlatform extends WrittenLayout {
  readonly architecture: string;
}

/** Writes an OCI layout whose image, named `v1`, is there for several platforms. */
export function writePlatforms(directory: string, platforms: readonly WrittenPlatform[]): void {
  const index = join(directory, 'index.json');
  const manifests = platforms.map(({ architecture, ...layout }): object => {
    writeLayout(directory, layout);
    const {
      manifests: [manifest],
    } = JSON.parse(readFileSync(index, 'utf8'));
    return { ...manifest, platform: { ...manifest.platform, architecture } };
  });
  writeFileSync(index, JSON.stringify({ schemaVersion: 2, manifests }));
}
