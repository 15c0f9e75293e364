import { expect, test } from 'vitest';
import type { OpenedImage } from '../../image/opened-image.ts';
import { historyText } from './history-text.ts';

function textOf(...steps: readonly string[]): string {
  const history = steps.map((step) => ({ created: '', created_by: step, comment: '', empty_layer: true }));
  const config = { architecture: 'amd64', os: 'linux', created: '', rootfs: { diff_ids: [] }, history };
  const image: OpenedImage = {
    name: 'cart',
    digest: undefined,
    platform: 'linux/amd64',
    config,
    layers: [],
    close: async () => {},
  };
  return historyText(image, { layers: [] });
}

test.each([
  ['ENV DB_PASSWORD=Vb7-kettle-Rowlock-42', 'ENV DB_PASSWORD=****'],
  ['RUN curl -u shop:Vb7-kettle-Rowlock-42 https://x.example', 'RUN curl -u shop:**** https://x.example'],
  [
    'RUN git clone https://shop:Vb7kettleRowlock42@git.shop.svc/cart',
    'RUN git clone https://shop:****@git.shop.svc/cart',
  ],
  ['COPY app /srv/app', 'COPY app /srv/app'],
])('%s', (step, shown) => {
  expect(textOf(step)).toContain(shown);
});
