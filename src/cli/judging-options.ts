import { formatKubernetesVersion, NEWEST_KUBERNETES } from '../core/kubernetes-version.ts';
import { profileNames } from '../evidence/rule.ts';
import { DEFAULT_MAX_FILE_BYTES } from '../gate/load-manifests.ts';
import { reportFormats } from '../report/index.ts';
import type { ArgumentDeclaration, OptionDeclaration } from './command.ts';

/** The longest that a chart or kustomization may take unless more is asked for, in seconds. */
export const DEFAULT_MAX_RENDER_SECONDS = 60;

/** The arguments of commands that judge manifests. */
export const judgingArguments: readonly ArgumentDeclaration[] = [
  {
    name: '[path...]',
    description:
      'files, directories or patterns such as "k8s/**/*.yaml"; charts and kustomizations in them are rendered, Dockerfiles are judged by the rules of images; - reads standard input',
  },
];

/** The option that names manifests as an argument does. */
export const filenameOption: OptionDeclaration = {
  flags: '-f, --filename <path>',
  description: 'the same as a path argument',
  repeatable: true,
};

/** The options that say how charts are rendered, and which files are read. */
export const renderingOptions: readonly OptionDeclaration[] = [
  {
    flags: '-n, --namespace <name>',
    description:
      'the namespace of resources that name none, and of the releases of charts (default: that of the chart)',
  },
  { flags: '--values <file>', description: 'values for charts; the last file counts most', repeatable: true },
  { flags: '--set <key=value>', description: 'a value for charts, as helm --set takes it', repeatable: true },
  { flags: '--allow-remote', description: 'let charts and kustomizations fetch what they refer to elsewhere' },
  { flags: '--no-ignore', description: 'read the files that git ignores as well' },
];

/** The option that names the policy file. */
export const policyOption: OptionDeclaration = {
  flags: '--policy <file>',
  description: 'the policy file (default: plimsoll.yaml here or in a directory above)',
};

/** The options that say how much is read and rendered. */
export const limitOptions: readonly OptionDeclaration[] = [
  {
    flags: '--max-file-bytes <bytes>',
    description: `the largest file that is read, and the most that a chart renders to (default: ${DEFAULT_MAX_FILE_BYTES})`,
  },
  {
    flags: '--max-render-seconds <seconds>',
    description: `the longest that a chart or kustomization may take (default: ${DEFAULT_MAX_RENDER_SECONDS})`,
  },
];

/** The options of commands that judge manifests. */
export const judgingOptions: readonly OptionDeclaration[] = [
  filenameOption,
  {
    flags: '-o, --output <format>',
    description: `report format: ${Object.keys(reportFormats).join(', ')}; FORMAT=FILE writes to a file (default: text)`,
    repeatable: true,
  },
  ...renderingOptions,
  { flags: '--with <path>', description: 'manifests that are already there: seen, and not judged', repeatable: true },
  policyOption,
  { flags: '--profile <name>', description: 'the built-in profile, without a policy file', choices: profileNames },
  {
    flags: '--standard <id>',
    description:
      'the rules of a standard alone, by its id or the beginning of it; pss/baseline and pss/restricted answer as Pod Security admission does, whatever the policy says',
  },
  {
    flags: '--kubernetes-version <version>',
    description: `the version of Kubernetes to judge for: 1.0 to ${formatKubernetesVersion(NEWEST_KUBERNETES)}, later ones like the last, or latest (default: latest)`,
  },
  {
    flags: '--against <ref or report>',
    description:
      'report only what is new since a git ref (where the branch left it), or since the JSON report of an earlier run: a file that ends in .json or is written as ./FILE',
  },
  { flags: '--watch', description: 'judge again at every save, until interrupted' },
  { flags: '--all', description: 'show every finding, also those that are only recorded' },
  ...limitOptions,
];
