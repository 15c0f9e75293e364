import type { ImagePlace, ImageView } from './image-view.ts';

/** What the text tells that the history of an image is written as: plain data, since it is kept. */
export interface ToldHistory extends Pick<ImageView, 'steps'> {
  /** Where the user is set, and how a runtime sees that a container is well. */
  readonly userAt: ImagePlace;
  readonly healthCheckAt: ImagePlace;
}
