import type { Finding } from '../../core/finding.ts';
import { formatResource, isImage } from '../../core/subject.ts';

/** The image of a finding, with the platform where several were judged: `nginx:1.27 (linux/arm64)`. Empty for what is in none. */
export function imageNameOf({ subject: { image = '' }, unit }: Pick<Finding, 'subject' | 'unit'>): string {
  return unit.startsWith(`${image} (`) ? unit : image;
}

/** The same for a column: the digest that pins it is told elsewhere. */
export function imageCell(finding: Pick<Finding, 'subject' | 'unit'>): string {
  return imageNameOf(finding).replace(/@[^ ]*/, '');
}

/** The resource or image of a finding, as people name it. */
export function resourceNameOf(finding: Pick<Finding, 'subject' | 'unit'>): string {
  const { subject } = finding;
  return formatResource(isImage(subject) ? { ...subject, name: imageNameOf(finding) } : subject);
}
