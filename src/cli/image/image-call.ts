import type { ArgumentDeclaration, CommandContext, CommandInput } from '../command.ts';

/** The argument that names an image. */
export const imageArgument: ArgumentDeclaration = {
  name: '<image>',
  description:
    'a reference to a registry, docker-archive:FILE, oci-archive:FILE, oci:DIRECTORY, docker-daemon:IMAGE, dir:DIRECTORY, or a path; a :NAME behind an archive or layout chooses one of several',
};

/** The argument that names an image, or the file of a bill in its place. */
export const imageOrBillArgument: ArgumentDeclaration = {
  ...imageArgument,
  description: `${imageArgument.description}; or sbom:FILE, FILE.json, FILE.jsonld or FILE.spdx, a bill in CycloneDX or SPDX`,
};

/** A call of a command. */
export interface ImageCall {
  readonly verb: string;
  readonly input: CommandInput;
  readonly context: CommandContext;
}
