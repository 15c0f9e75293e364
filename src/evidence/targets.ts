import type { Resource } from '../manifests/resource.ts';
import type { ContainerView, Workload } from '../manifests/workload.ts';
import type { ImageView } from './image/image-view.ts';

/** What a rule can judge, and what it is given for each. Paths that it reports are relative to the first place named. */
export interface Targets {
  /** Init, app and ephemeral containers; paths are relative to the container. */
  readonly container: ContainerView;
  /** Resources with a pod template; paths are relative to the pod specification. */
  readonly workload: Workload;
  /** Every resource; paths are relative to the resource. */
  readonly resource: Resource;
  /** Resources of kind Namespace; paths are relative to the resource. */
  readonly namespace: Resource;
  /** Images, told by a Dockerfile or opened; places are those that the image names itself. */
  readonly image: ImageView;
}

export type TargetName = keyof Targets;
