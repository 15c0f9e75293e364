import { check } from '../../gate/check.ts';
import type { Command } from '../command.ts';
import { judgingArguments, judgingOptions } from '../judging-options.ts';
import { runJudging } from '../run-judging.ts';

export const command: Command = {
  summary: 'Judge manifests and Dockerfiles alone, fast enough for every save',
  arguments: judgingArguments,
  options: judgingOptions,
  examples: [
    { run: 'plimsoll check k8s/', does: 'judges the manifests and Dockerfiles in a directory' },
    { run: 'plimsoll check services/cart/Dockerfile', does: 'judges a Dockerfile' },
    { run: 'kubectl kustomize overlays/production | plimsoll check -', does: 'judges what another program renders' },
    {
      run: 'plimsoll check k8s/ --standard pss/restricted --kubernetes-version 1.29',
      does: 'asks what Pod Security admission of Kubernetes 1.29 would refuse',
    },
    { run: 'plimsoll check k8s/ --against origin/main', does: 'reports only what this branch adds' },
    { run: 'plimsoll check k8s/ --watch', does: 'judges again at every save' },
    { run: 'plimsoll check k8s/ -o text -o json=report.json', does: 'shows the report and keeps it for programs' },
  ],
  run: async (input, context) => runJudging({ verb: 'check', judge: check, input, context }),
};
