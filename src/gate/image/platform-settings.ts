import type { ImageSettings } from '../../core/images.ts';

/**
 * How containers of an image run wherever they are started: as the most mighty of its users, with all that any of its platforms writes and
 * opens. Undefined where nothing tells how.
 */
export function settingsOfAll(platforms: readonly ImageSettings[]): ImageSettings | undefined {
  const ofLinux = platforms.filter(({ isWindows }) => isWindows !== true);
  // What an image is on Windows says nothing of the containers for which its others are chosen.
  const [judged, system] = ofLinux.length > 0 ? [ofLinux, {}] : [platforms, { isWindows: true }];
  const [user] = judged.map((each) => each.user).toSorted((a, b) => rankOf(a) - rankOf(b));
  if (user === undefined) return undefined;
  const union = (part: 'volumes' | 'ports' | 'written'): readonly string[] => [
    ...new Set(judged.flatMap((each) => each[part])),
  ];
  return { user, ...system, volumes: union('volumes'), ports: union('ports'), written: union('written') };
}

/** Root first, then names, of which nobody knows who they are, then numbers. */
function rankOf(user: string): number {
  const [name = ''] = user.split(':');
  if (name === '' || name === 'root' || /^0+$/.test(name)) return 0;
  return /^\d+$/.test(name) ? 2 : 1;
}
