import { check } from '../../gate/check.ts';
import { type Command, exitCodeOf } from '../command.ts';
import { judgingArguments, judgingOf, judgingOptions, writeReport } from '../judging.ts';

export const command: Command = {
  summary: 'Judge manifests alone, fast enough for every save',
  arguments: judgingArguments,
  options: judgingOptions,
  examples: [
    { run: 'plimsoll check k8s/', does: 'judges the manifests in a directory' },
    { run: 'kubectl kustomize overlays/production | plimsoll check -', does: 'judges what another program renders' },
    {
      run: 'plimsoll check k8s/ --standard pss/restricted --kubernetes-version 1.29',
      does: 'asks what Pod Security admission of Kubernetes 1.29 would refuse',
    },
    { run: 'plimsoll check k8s/ -o text -o json=report.json', does: 'shows the report and keeps it for programs' },
  ],
  async run(input, context) {
    const judging = await judgingOf('check', input, context);
    const report = await check(judging.input);
    await writeReport(report, judging, context);
    return exitCodeOf(report);
  },
};
