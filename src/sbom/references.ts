import type { BilledComponent } from './bill.ts';

/** Components whose references all lead to one another: what a document refers to besides, as files and services, is not among them. */
export function withoutStrangers(components: readonly BilledComponent[]): readonly BilledComponent[] {
  const known = new Set(components.map(({ id }) => id));
  return components.map((each) => ({
    ...each,
    owner: each.owner !== undefined && known.has(each.owner) ? each.owner : undefined,
    dependsOn: each.dependsOn.filter((id) => id !== each.id && known.has(id)),
  }));
}
