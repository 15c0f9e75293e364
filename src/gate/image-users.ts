import { formatResource } from '../core/subject.ts';
import { readable, UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { subjectOf } from '../manifests/resource.ts';
import type { Workload } from '../manifests/workload.ts';

/** Who uses an image. */
export interface ImageUse {
  readonly workloads: ReadonlySet<string>;
  /** Whether a container runs it; otherwise it is only mounted, as a volume. */
  readonly isRun: boolean;
}

/** The images that workloads run or mount, each once, with the workloads that do. */
export class ImageUsers {
  readonly #uses = new Map<string, { readonly workloads: Set<string>; isRun: boolean }>();

  /** Takes the images of a workload's containers and volumes. */
  add(workload: Workload): void {
    const name = formatResource(subjectOf(workload.resource));
    for (const container of workload.containers) {
      if (container instanceof UnreadableField) continue;
      this.#add(name, { image: told(() => container.spec.image), isRun: true });
    }
    const volumes = told(() => workload.pod.volumes);
    if (!Array.isArray(volumes)) return;
    for (const index of volumes.keys())
      this.#add(name, { image: told(() => volumes[index]?.image?.reference), isRun: false });
  }

  #add(workload: string, { image, isRun }: { readonly image: string | undefined; readonly isRun: boolean }): void {
    if (image === undefined || image === '') return;
    const use = this.#uses.get(image) ?? { workloads: new Set(), isRun: false };
    use.workloads.add(workload);
    use.isRun ||= isRun;
    this.#uses.set(image, use);
  }

  /** The references, in the order in which they were first met, and who uses them. */
  entries(): Iterable<readonly [reference: string, use: ImageUse]> {
    return this.#uses;
  }
}

/** What a field holds; nothing when it cannot be read, which the rules that read it tell. */
function told<Value>(read: () => Value): Value | undefined {
  const value = readable(read);
  return value instanceof UnreadableField ? undefined : value;
}
