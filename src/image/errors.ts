import { defineErrors } from '../core/errors.ts';

interface Image {
  readonly image: string;
}

/** What can keep an image from being opened or read. */
export const imageErrors = defineErrors({
  PL_E_IMAGE_NAME: {
    message: ({ image }: Image) => `Image ${image} names a place, and nothing in it.`,
    remedy: () =>
      'Name a file, a directory or an image behind the colon: docker-archive:FILE, oci-archive:FILE, oci:DIRECTORY, dir:DIRECTORY or docker-daemon:IMAGE.',
    exit: 2,
    http: 400,
  },
  PL_E_IMAGE_PACKED: {
    message: ({ image, packing }: Image & { packing: string }) =>
      `Image ${image} is packed as a whole with ${packing}, which is not unpacked here.`,
    remedy: () => 'Unpack it once, with xz -d or bunzip2, and name the .tar; gzip and zstd are read as they are.',
    exit: 2,
    http: 415,
  },
  PL_E_ARCHIVE_COMPRESSION: {
    message: ({ image, why }: Image & { why: string }) => `The archive of image ${image} cannot be unpacked: ${why}.`,
    remedy: () => 'Save or fetch it again.',
    exit: 3,
    http: 422,
  },
  PL_E_ARCHIVE_TOO_LARGE: {
    message: ({ image, limit }: Image & { limit: number }) =>
      `The archive of image ${image} unpacks to more than the limit of ${limit} bytes.`,
    remedy: () => 'Unpack it once and name the .tar, or look at how it was made.',
    exit: 3,
    http: 413,
  },
  PL_E_DAEMON_UNREACHABLE: {
    message: ({ image, why }: Image & { why: string }) =>
      `Image ${image} could not be had from a daemon of Docker or Podman: ${why}.`,
    remedy: () =>
      'Start it, or say where it is with DOCKER_HOST=unix://PATH or tcp://HOST:PORT; its socket must be yours to use.',
    exit: 3,
    http: 502,
  },
  PL_E_IMAGE_KIND: {
    message: ({ image, why }: Image & { why: string; instead: string }) =>
      `Image ${image} could not be opened: ${why}.`,
    remedy: ({ instead }: Image & { instead: string }) => `Name it as ${instead}.`,
    exit: 2,
    http: 400,
  },
  PL_E_IMAGE_ABSENT: {
    message: ({ image, part }: Image & { part: string; known?: readonly string[] }) =>
      `Image ${image} could not be opened: ${part} is not there.`,
    remedy: ({ known = [] }: Image & { known?: readonly string[] }) =>
      known.length === 0 ? 'Correct the name, or save or push the image again.' : `There is ${known.join(', ')}.`,
    exit: 3,
    http: 404,
  },
  PL_E_IMAGE_MANIFEST: {
    message: ({ image, part, why }: Image & { part: string; why: string }) =>
      `Image ${image} could not be opened: its ${part} cannot be read: ${why}.`,
    remedy: () => 'Save the image again.',
    exit: 3,
    http: 422,
  },
  PL_E_IMAGE_UNREAD: {
    message: ({ image, part, why }: Image & { part: string; why: string }) =>
      `Of image ${image} was not read: ${part}: ${why}.`,
    remedy: () => 'Read it as a user who may see all of it, such as root; what could be read is shown.',
    exit: 3,
    http: 403,
  },
  PL_E_IMAGE_AMBIGUOUS: {
    message: ({ image, known }: Image & { known: readonly string[] }) =>
      `Image ${image} could not be opened: there are ${known.length} images in it.`,
    remedy: ({ known }: Image & { known: readonly string[] }) => `Name one behind a colon: ${known.join(', ')}.`,
    exit: 2,
    http: 400,
  },
  PL_E_IMAGE_PLATFORM: {
    message: ({ image, platform, known }: Image & { platform: string; known: readonly string[] }) =>
      `Image ${image} is not there for ${platform}${known.length === 0 ? '' : `, but for ${known.join(', ')}`}.`,
    remedy: ({ unnamed = [] }: Image & { unnamed?: readonly string[] }) =>
      unnamed.length === 0
        ? 'Name another platform with --platform.'
        : `Some of what it holds names no platform: name one by its digest, @${unnamed.join(' or @')}.`,
    exit: 2,
    http: 404,
  },
  PL_E_IMAGE_DIGEST: {
    message: ({ image, part, expected, found }: Image & { part: string; expected: string; found: string }) =>
      `The ${part} of image ${image} is not what its manifest names: ${found} instead of ${expected}.`,
    remedy: () => 'Do not use it: it was damaged or changed. Save or fetch it again.',
    exit: 3,
    http: 422,
  },
  PL_E_IMAGE_NOT_PINNED: {
    message: ({ image, place, found }: Image & { place: string; found: readonly string[] }) =>
      `Image ${image} could not be opened: ${place} ${found.length === 0 ? 'has no digest to compare with' : `is another one, ${found.join(' in ')}`}.`,
    remedy: () =>
      'Give the image that the manifest names by its digest, as an OCI layout (`skopeo copy --all --preserve-digests docker://... oci:...`): an archive of docker save has none.',
    exit: 3,
    http: 409,
  },
  PL_E_LAYER_ABSENT: {
    message: ({ image, part }: Image & { part: string }) => `The ${part} of image ${image} is not there.`,
    remedy: () => 'Save or push the image again, with all of its layers; what the others hold is shown.',
    exit: 3,
    http: 404,
  },
  PL_E_LAYER_FOREIGN: {
    message: ({ image, part, elsewhere }: Image & { part: string; elsewhere: readonly string[] }) =>
      `The ${part} of image ${image} is a foreign one, which is not distributed with it${elsewhere.length === 0 ? '' : `: it lies at ${elsewhere.join(', ')}`}.`,
    remedy: () =>
      'Nothing is fetched from where a manifest leads. Save the image from a machine that has the layer; what the others hold is shown.',
    exit: 3,
    http: 404,
  },
  PL_E_LAYER_COMPRESSION: {
    message: ({ image, part, why }: Image & { part: string; why: string }) =>
      `The ${part} of image ${image} cannot be unpacked: ${why}.`,
    remedy: () => 'Save or fetch the image again.',
    exit: 3,
    http: 422,
  },
  PL_E_LAYER_TOO_LARGE: {
    message: ({ image, part, limit }: Image & { part: string; limit: number }) =>
      `The ${part} of image ${image} unpacks to more than the limit of ${limit} bytes.`,
    remedy: () => 'Raise the limit with --max-layer-bytes, or look at how the image was made.',
    exit: 3,
    http: 413,
  },
});
