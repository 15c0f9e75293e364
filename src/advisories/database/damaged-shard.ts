/** That a shard is damaged: what stands in it is not to be used. */
export class DamagedShard extends Error {}
