import { gate } from '../../gate/check.ts';
import { closedImages } from '../../host/closed-images.ts';
import type { Command } from '../command.ts';
import { judgingArguments, judgingOptions } from '../judging-options.ts';
import { runJudging } from '../run-judging.ts';

export const command: Command = {
  summary: 'May this deployment ship? Manifests, the images that they run, one verdict',
  arguments: judgingArguments,
  options: judgingOptions,
  examples: [
    { run: 'plimsoll gate k8s/', does: 'judges the manifests in a directory and the images that they run' },
    { run: 'plimsoll gate k8s/ --with platform/', does: "counts a platform team's policies as already there" },
    { run: 'plimsoll gate k8s/ -o json', does: 'writes the report for programs' },
  ],
  run: async (input, context) =>
    runJudging({ verb: 'gate', judge: async (asked) => gate({ ...asked, images: closedImages }), input, context }),
};
