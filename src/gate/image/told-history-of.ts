import { readDockerfile } from '../../dockerfile/read-dockerfile.ts';
import { imageOfDockerfile } from '../../evidence/image/dockerfile-view.ts';
import { historyText } from '../../evidence/image/history-text.ts';
import type { ToldHistory } from '../../evidence/image/told-history.ts';
import type { ImageConfig } from '../../image/manifest.ts';

/** Reads the steps that made an image, as its history tells them; undefined where they cannot be read. */
export function toldHistoryOf(config: ImageConfig): ToldHistory | undefined {
  const { dockerfile } = readDockerfile({ path: '', text: historyText(config).text });
  if (dockerfile === undefined) return undefined;
  const { steps, user, healthCheck } = imageOfDockerfile(dockerfile, '');
  return { steps, userAt: user.at, healthCheckAt: healthCheck.at };
}
