import type { ArtifactLocation, Location, LogicalLocation, PhysicalLocation } from 'sarif';
import type { Finding } from '../../core/finding.ts';
import { formatResource } from '../../core/subject.ts';
import { safeLine } from '../excerpt/safe-text.ts';
import { regionOf } from '../shown/region.ts';
import { type PathBase, pathInRepository, repositoryPath } from '../shown/repository-path.ts';

/** What SARIF and its readers call the root of the repository. */
export const SOURCE_ROOT = '%SRCROOT%';

/** Where a finding stands: in a file, and in which resource and container. */
export function findingLocation(finding: Finding, base: PathBase | undefined): Location {
  const { line, column, endColumn } = regionOf(finding);
  const end = endColumn === undefined ? {} : { endLine: line, endColumn };
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(finding.location.file, base),
      region: { startLine: line, startColumn: column, ...end },
    },
    logicalLocations: logicalLocations(finding),
  };
}

/** A place that is known by line and column alone. */
export function physicalLocation(
  { file, line = 1, column = 1 }: { readonly file: string; readonly line?: number; readonly column?: number },
  base: PathBase | undefined,
): PhysicalLocation {
  return { artifactLocation: artifactLocation(file, base), region: { startLine: line, startColumn: column } };
}

/** A file, relative to the root of the repository where it is in there. */
export function artifactLocation(file: string, base: PathBase | undefined): ArtifactLocation {
  const { kind } = repositoryPath(file, base);
  const uri = encodePath(pathInRepository(file, base));
  if (kind !== 'outside') return { uri, uriBaseId: SOURCE_ROOT };
  if (uri.startsWith('../')) return { uri };
  return { uri: uri.startsWith('/') ? `file://${uri}` : `file:///${uri}` };
}

function encodePath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}

/** The resource, and the container or the layer in it; of what has no layers, as a bill, the package. */
function logicalLocations({ subject, location: { image }, vulnerability }: Finding): LogicalLocation[] {
  const resource = safeLine(formatResource(subject));
  const place = { name: safeLine(subject.name ?? ''), fullyQualifiedName: resource, kind: 'resource' };
  const layer = image?.layer;
  if (layer !== undefined) {
    const inImage = `layer ${layer.number}`;
    return [{ name: inImage, fullyQualifiedName: `${resource}, ${inImage}`, kind: 'layer' }, place];
  }
  if (vulnerability !== undefined) {
    const name = safeLine(`${vulnerability.package} ${vulnerability.version}`.trim());
    return [{ name, fullyQualifiedName: `${resource}, package ${name}`, kind: 'package' }, place];
  }
  if (subject.container === undefined) return [place];
  const name = safeLine(subject.container);
  return [{ name, fullyQualifiedName: `${resource}, container ${name}`, kind: 'container' }, place];
}
