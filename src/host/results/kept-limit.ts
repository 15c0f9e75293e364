/** How much is kept unless another limit is given, in bytes. */
export const DEFAULT_MAX_KEPT_BYTES: number = 2 * 1024 ** 3;
