import type { ImageSettings } from '../../core/images.ts';

/**
 * How containers of an image run wherever they are started: as the most mighty of its users, with all that any of its platforms writes and
 * opens. Undefined where nothing tells how.
 */
export function settingsOfAll(platforms: readonly ImageSettings[]): ImageSettings | undefined {
  const [user] = platforms.map((each) => each.user).toSorted((a, b) => rankOf(a) - rankOf(b));
  if (user === undefined) return undefined;
  const areWindows = platforms.every(({ isWindows }) => isWindows);
  const union = (part: 'volumes' | 'ports' | 'written'): readonly string[] => [
    ...new Set(platforms.flatMap((each) => each[part])),
  ];
  return {
    user,
    ...(areWindows ? { isWindows: true } : {}),
    volumes: union('volumes'),
    ports: union('ports'),
    written: union('written'),
  };
}

/** Root first, then names, of which nobody knows who they are, then numbers. */
function rankOf(user: string): number {
  const [name = ''] = user.split(':');
  if (name === '' || name === 'root' || /^ContainerAdministrator$/i.test(name) || /^0+$/.test(name)) return 0;
  return /^\d+$/.test(name) ? 2 : 1;
}
