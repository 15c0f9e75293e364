import { sourceOfUpstream } from './purl-package.ts';
import type { ToldComponent } from './told-component.ts';

/** The file that tells of a package, from the root: as syft, trivy and cdxgen name it. */
export function pathTold(others: ReadonlyMap<string, string>): string | undefined {
  const path = others.get('syft:location:0:path') ?? others.get('aquasecurity:trivy:FilePath') ?? others.get('SrcFile');
  return path?.replace(/^\/+/, '');
}

/** What trivy and syft tell of the source package. */
export function sourceTold(others: ReadonlyMap<string, string>): ToldComponent['source'] {
  const name = others.get('aquasecurity:trivy:SrcName');
  if (name !== undefined) {
    const [version = '', release, epoch] = ['SrcVersion', 'SrcRelease', 'SrcEpoch'].map((each) =>
      others.get(`aquasecurity:trivy:${each}`),
    );
    return { name, version: `${epoch === undefined ? '' : `${epoch}:`}${version}${release ? `-${release}` : ''}` };
  }
  const rpm = others.get('syft:metadata:sourceRpm');
  if (rpm !== undefined) return sourceOfUpstream(rpm, '');
  const syft = others.get('syft:metadata:source') ?? others.get('syft:metadata:originPackage');
  return syft === undefined ? undefined : { name: syft, version: others.get('syft:metadata:sourceVersion') ?? '' };
}
