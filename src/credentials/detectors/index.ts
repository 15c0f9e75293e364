import type { Detector } from '../detector.ts';
import { authorization } from './authorization.ts';
import { cloud } from './cloud.ts';
import { connections } from './connections.ts';
import { keys } from './keys.ts';
import { machineLearning } from './machine-learning.ts';
import { messaging } from './messaging.ts';
import { operations } from './operations.ts';
import { packages } from './packages.ts';
import { payment } from './payment.ts';
import { products } from './products.ts';
import { sourceHosting } from './source-hosting.ts';
import { tokens } from './tokens.ts';

/** All detectors. Where two find the same span, the first here names it: the more precise before the more general. */
export const detectors: readonly Detector[] = [
  ...sourceHosting,
  ...cloud,
  ...packages,
  ...messaging,
  ...payment,
  ...machineLearning,
  ...operations,
  ...products,
  ...keys,
  ...tokens,
  ...connections,
  ...authorization,
];
