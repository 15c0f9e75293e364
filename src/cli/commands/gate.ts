import { gate } from '../../gate/check.ts';
import { closedImages } from '../../host/closed-images.ts';
import { type Command, exitCodeOf } from '../command.ts';
import { judgingArguments, judgingOf, judgingOptions, writeReport } from '../judging.ts';

export const command: Command = {
  summary: 'May this deployment ship? Manifests, the images that they run, one verdict',
  arguments: judgingArguments,
  options: judgingOptions,
  examples: [
    { run: 'plimsoll gate k8s/', does: 'judges the manifests in a directory and the images that they run' },
    { run: 'plimsoll gate k8s/ --with platform/', does: "counts a platform team's policies as already there" },
    { run: 'plimsoll gate k8s/ -o json', does: 'writes the report for programs' },
  ],
  async run(input, context) {
    const judging = await judgingOf('gate', input, context);
    const report = await gate({ ...judging.input, images: closedImages });
    await writeReport(report, judging, context);
    return exitCodeOf(report);
  },
};
