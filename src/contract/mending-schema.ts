import * as v from 'valibot';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The schema of `MendingDocument`. */
export const mendingSchema = v.strictObject({
  unit: text,
  vulnerabilities: v.pipe(count, v.description('How many stand in it.')),
  updates: v.pipe(
    v.array(v.strictObject({ layer: v.nullable(count), command: text, mends: count })),
    v.description('What a package manager mends, for each layer, the lowest first; null where no layers are known.'),
  ),
  rebuilds: v.pipe(
    v.array(
      v.strictObject({
        base: text,
        layers: v.pipe(count, v.description('How many of the lowest layers are taken for those of its base.')),
        isAssumed: v.pipe(v.boolean(), v.description('Whether nothing tells that.')),
        carried: v.pipe(count, v.description('How many vulnerabilities these layers bring.')),
        removed: v.pipe(count, v.description('How many of them are not in the other base.')),
        brought: v.pipe(count, v.description('How many the other base brings that are not in the image.')),
        unknown: v.pipe(text, v.description('Why that cannot be told; empty where it can.')),
      }),
    ),
    v.description('What other bases would change, which --new-base names.'),
  ),
});
