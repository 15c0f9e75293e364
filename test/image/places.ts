import { imagePlaces } from '../../src/host/image-places.ts';
import type { ImagePlaces } from '../../src/image/image-places.ts';

/** The places on this machine, and none that lies beyond the network. `notices` takes what the user is told. */
export function localPlaces(notices: string[] = [], environment: Readonly<Record<string, string>> = {}): ImagePlaces {
  const places = imagePlaces({
    environment,
    isOffline: true,
    insecure: [],
    mirrors: new Map(),
    authorities: [],
    tell: (notice) => notices.push(notice),
  });
  return { ...places, platform: 'linux/amd64' };
}
