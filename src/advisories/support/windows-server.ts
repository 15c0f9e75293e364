/** How a distribution is called that is Windows. */
export const WINDOWS = 'windows';

/**
 * Versions of Windows Server by their builds, of which there are images. Images of Nano Server and Windows have the builds of these.
 * Source: https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.
 */
const SERVERS: ReadonlyMap<string, string> = new Map([
  ['14393', '2016'],
  ['16299', '1709'],
  ['17134', '1803'],
  ['17763', '2019'],
  ['18362', '1903'],
  ['18363', '1909'],
  ['19041', '2004'],
  ['19042', '20H2'],
  ['20348', '2022'],
  ['25398', '23H2'],
  ['26100', '2025'],
]);

/** Which Windows Server a version is: `2022` of `10.0.20348.2159`; undefined where that is not known. */
export function windowsServerOf(version: string): string | undefined {
  return SERVERS.get(/^10\.0\.(\d+)(?:\.|$)/.exec(version)?.[1] ?? '');
}
