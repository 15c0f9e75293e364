import { formatResource } from '../core/subject.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { subjectOf } from '../manifests/resource.ts';
import type { ContainerView, Workload } from '../manifests/workload.ts';

/** The images that workloads run, each once, with the workloads that run it. */
export class ImageUsers {
  readonly #users = new Map<string, Set<string>>();

  /** Takes the images of a workload's containers. */
  add(workload: Workload): void {
    const name = formatResource(subjectOf(workload.resource));
    for (const container of workload.containers) {
      const image = container instanceof UnreadableField ? undefined : imageOf(container);
      if (image === undefined || image === '') continue;
      const users = this.#users.get(image);
      if (users === undefined) this.#users.set(image, new Set([name]));
      else users.add(name);
    }
  }

  /** The references, in the order in which they were first met, and their workloads. */
  entries(): Iterable<readonly [reference: string, workloads: ReadonlySet<string>]> {
    return this.#users;
  }
}

/** The image that a container names; none when the field cannot be read, which the rules that read it tell. */
function imageOf(container: ContainerView): string | undefined {
  try {
    return container.spec.image;
  } catch (error) {
    if (error instanceof UnreadableField) return undefined;
    throw error;
  }
}
