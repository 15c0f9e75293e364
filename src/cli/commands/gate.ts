import type { Report } from '../../core/report.ts';
import { gate } from '../../gate/check.ts';
import type { Command } from '../command.ts';
import { givenImageOption, givenImagesOption } from '../image/given-images.ts';
import { ImagesOfCall } from '../image/images-of-call.ts';
import { allPlatformsOption, databaseOption, imageOptions } from '../image/option-declarations.ts';
import type { Judge } from '../judging.ts';
import { judgingArguments, judgingOptions } from '../judging-options.ts';
import { outputsOf, showsText } from '../outputs.ts';
import { runJudging } from '../run-judging.ts';
import { vexOfCall, vexOption } from '../vex-option.ts';

export const command: Command = {
  summary: 'May this deployment ship? Manifests, the images that they run, one verdict',
  arguments: judgingArguments,
  options: [
    ...judgingOptions,
    givenImageOption,
    givenImagesOption,
    vexOption,
    databaseOption,
    allPlatformsOption,
    ...imageOptions,
  ],
  examples: [
    { run: 'plimsoll gate k8s/', does: 'judges the manifests in a directory and the images that they run' },
    {
      run: 'plimsoll gate k8s/ --image registry.example.com/shop/cart:v1=docker-archive:cart.tar',
      does: 'judges an image that was built and not pushed yet',
    },
    {
      run: 'plimsoll gate k8s/ --images build/',
      does: 'judges the images that lie in a directory as archives and layouts',
    },
    {
      run: 'plimsoll gate k8s/ --all-platforms',
      does: 'judges each image for every platform that it is there for, as a cluster with several kinds of nodes needs',
    },
    { run: 'plimsoll gate k8s/ --with platform/', does: "counts a platform team's policies as already there" },
    { run: 'plimsoll gate k8s/ -o json', does: 'writes the report for programs' },
  ],
  run: async (input, context) => {
    const call = { verb: 'gate', input, context };
    const images = new ImagesOfCall(call);
    try {
      let report: Report | undefined;
      const judge: Judge = async (asked) => {
        const vex = await vexOfCall(asked.policy, input, context);
        report = await gate({ ...asked, vex, images: images.under(asked.policy, vex) });
        return report;
      };
      const exitCode = await runJudging({ ...call, judge });
      if (showsText(outputsOf('gate', input.values('output')))) {
        if (report?.database !== undefined) context.out(await advisoriesText(report));
        context.out(await images.platformsText());
      }
      images.tellUnasked();
      return exitCode;
    } finally {
      await images.close();
    }
  },
};

/** How old the advisories are that were asked, and what nobody publishes any of. */
async function advisoriesText(report: Report): Promise<string> {
  const { databaseLines } = await import('../image/database-lines.ts');
  return databaseLines(report, report, report.time);
}
