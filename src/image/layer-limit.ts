/** The most that a layer unpacks to unless more is asked for, in bytes. */
export const DEFAULT_MAX_LAYER_BYTES: number = 64 * 1024 ** 3;
