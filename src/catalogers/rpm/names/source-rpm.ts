/** `1:2.3-4.el9`; without an epoch `2.3-4.el9`. */
export function rpmVersion(epoch: number | undefined, versionAndRelease: string): string {
  return epoch === undefined || epoch === 0 ? versionAndRelease : `${epoch}:${versionAndRelease}`;
}

const SOURCE_RPM = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/;

/**
 * The source of a package by the file name of its source package: `bash-5.1.8-6.el9.src.rpm`. That carries no epoch; sources are taken to
 * have the one of the package. Undefined for what is no such name.
 */
export function sourceOfRpm(
  sourceRpm: string,
  epoch: number | undefined,
): { readonly name: string; readonly version: string } | undefined {
  const [, name, version] = SOURCE_RPM.exec(sourceRpm) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version: rpmVersion(epoch, version) };
}
