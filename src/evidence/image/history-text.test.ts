import { describe, expect, test } from 'vitest';
import type { ImageConfig } from '../../image/manifest.ts';
import { historyText } from './history-text.ts';

function textOf(steps: readonly string[], config?: ImageConfig['config']): string {
  const history = steps.map((created_by) => ({ created: '', created_by, comment: '', empty_layer: false }));
  return historyText({ architecture: '', os: '', created: '', config, rootfs: { diff_ids: [] }, history }).text;
}

const NOTHING = {
  User: '',
  Env: [],
  Entrypoint: [],
  Cmd: [],
  WorkingDir: '',
  ExposedPorts: {},
  Volumes: {},
  Labels: {},
  Healthcheck: undefined,
};

describe('a step', () => {
  test.each([
    ['/bin/sh -c #(nop) ADD file:1 in / ', 'ADD file:1 in /'],
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ['/bin/sh -c apt-get update && make', 'RUN apt-get update && make'],
    ['RUN /bin/sh -c make all # buildkit', 'RUN make all'],
    ['RUN /bin/bash -o pipefail -c a | b # buildkit', 'RUN a | b'],
    ['RUN |2 A=1 B=two words /bin/sh -c make # buildkit', 'RUN A=1 B=two words make'],
    ['|1 A=1 /bin/sh -c make', 'RUN A=1 make'],
    ['cmd /S /C #(nop)  USER ContainerUser', 'USER ContainerUser'],
    ['RUN cmd /S /C mkdir C:\\cart # buildkit', 'RUN mkdir C:\\cart'],
    [
      "powershell -Command $ErrorActionPreference = 'Stop'; Invoke-WebRequest x",
      "RUN $ErrorActionPreference = 'Stop'; Invoke-WebRequest x",
    ],
    ['RUN pwsh -NoLogo -Command ls # buildkit', 'RUN ls'],
    ['Apply image 10.0.20348.2159', '# Apply image 10.0.20348.2159'],
    ['COPY /src /app # buildkit', 'COPY /src /app'],
    ['USER 10001', 'USER 10001'],
    ['bazel build ...', '# bazel build ...'],
    ['', '# '],
    ['RUN /bin/sh -c cat <<EOF\na\nEOF # buildkit', 'RUN cat < <EOF a EOF'],
    ['RUN echo \\', 'RUN echo '],
  ])('%j is %j', (created, line) => {
    expect(textOf([created])).toBe(`FROM scratch\n${line}\n`);
  });
});

test('what the configuration sets and no step does follows', () => {
  const config = { ...NOTHING, Env: ['A=1', 'B=two words'], Labels: { 'x.y': 'z' } };
  expect(textOf(['ENV A=1'], config)).toBe('FROM scratch\nENV A=1\nENV B="two words"\nLABEL x.y=z\n');
});

function step(created_by: string, empty_layer: boolean) {
  return { created: '', created_by, comment: '', empty_layer };
}

test('layers are those of steps that make one', () => {
  const history = [step('ADD a /', false), step('USER 1', true), step('COPY b /', false)];
  const { text, layerSteps } = historyText({
    architecture: '',
    os: '',
    created: '',
    rootfs: { diff_ids: [] },
    history,
  });
  expect(layerSteps.map((offset) => text.slice(offset, text.indexOf('\n', offset)))).toEqual(['ADD a /', 'COPY b /']);
});
