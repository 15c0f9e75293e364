import * as v from 'valibot';

/** What is missing, null or damaged is as if it were empty: it keeps no image from being read. */
function lenient<const Schema extends v.GenericSchema, const Empty extends v.InferOutput<Schema>>(
  schema: Schema,
  empty: Empty,
) {
  return v.fallback(v.optional(schema, empty), empty);
}

/** What names a blob, as a document has it. */
export const descriptorSchema = v.object({
  mediaType: v.optional(v.string(), ''),
  artifactType: v.optional(v.string()),
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, 'is no SHA-256 digest')),
  size: v.optional(v.number(), 0),
  /** Where else it lies. */
  urls: v.fallback(v.optional(v.array(v.string())), undefined),
  platform: v.optional(
    v.object({
      os: v.string(),
      architecture: v.string(),
      variant: v.optional(v.string(), ''),
      /** Of Windows its build: `10.0.20348.2159`. */
      'os.version': v.fallback(v.optional(v.string()), undefined),
    }),
  ),
  annotations: v.optional(v.record(v.string(), v.string()), {}),
});

/** What names a blob: its digest, and what it is. Source: https://github.com/opencontainers/image-spec/blob/main/descriptor.md. */
export type Descriptor = v.InferOutput<typeof descriptorSchema>;

/** A list of manifests, one a platform. */
export const indexSchema = v.object({
  manifests: v.array(descriptorSchema),
  layers: v.optional(v.undefined('stands beside manifests')),
});

/** An image: its configuration and its layers, the lowest first. */
export const manifestSchema = v.object({
  config: descriptorSchema,
  layers: v.array(descriptorSchema),
  annotations: lenient(v.record(v.string(), v.string()), {}),
  // Two readers must not see two images in one document.
  manifests: v.optional(v.undefined('stands beside layers')),
});

/** The images of an archive of `docker save`, each with the names of the files in it. */
export const dockerArchiveSchema = v.array(
  v.object({
    Config: v.string(),
    RepoTags: v.nullish(v.array(v.string()), []),
    Layers: v.array(v.string()),
  }),
);

/** Names that are kept as the keys of an object: `{"8080/tcp": {}}`. */
const names = v.record(v.string(), v.unknown());

/** What a container of the image starts, and how. */
const runSchema = v.object({
  User: lenient(v.string(), ''),
  /** `NAME=value`. */
  Env: lenient(v.array(v.string()), []),
  Entrypoint: lenient(v.array(v.string()), []),
  Cmd: lenient(v.array(v.string()), []),
  WorkingDir: lenient(v.string(), ''),
  ExposedPorts: lenient(names, {}),
  Volumes: lenient(names, {}),
  Labels: lenient(v.record(v.string(), v.string()), {}),
  Healthcheck: v.fallback(v.optional(v.object({ Test: lenient(v.array(v.string()), []) })), undefined),
});

/** How an image runs and how it was made. Source: https://github.com/opencontainers/image-spec/blob/main/config.md. */
export const configSchema = v.object({
  architecture: v.optional(v.string(), ''),
  os: v.optional(v.string(), ''),
  'os.version': v.fallback(v.optional(v.string()), undefined),
  created: v.nullish(v.string(), ''),
  rootfs: v.object({ diff_ids: v.nullish(v.array(v.string()), []) }),
  config: v.fallback(v.optional(runSchema), undefined),
  history: v.nullish(
    v.array(
      v.object({
        created: v.nullish(v.string(), ''),
        created_by: v.nullish(v.string(), ''),
        comment: v.nullish(v.string(), ''),
        empty_layer: v.nullish(v.boolean(), false),
      }),
    ),
    [],
  ),
});

/** The configuration of an image, as far as it is read. */
export type ImageConfig = v.InferOutput<typeof configSchema>;
