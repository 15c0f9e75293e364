/** A stage of long work that begins: the layers of an image, the questions to registries. */
export interface StageDescription {
  /** What is being done once so many of its parts have ended: `layer 3 of 7` after two. */
  readonly name: (ended: number) => string;
  /** How many bytes are to be read, where that is known beforehand. */
  readonly bytes?: number | undefined;
}

/** A stage that goes on. */
export interface Stage {
  /** So many more bytes were read. */
  read(bytes: number): void;
  /** A part has ended. So many bytes that were to be read need not be, as of a layer that is known. */
  endPart(unread: number): void;
  end(): void;
}

/** Shows whoever waits how far long work is. What is told to it must change nothing else. */
export interface Progress {
  begin(stage: StageDescription): Stage;
}
