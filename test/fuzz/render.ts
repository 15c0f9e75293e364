import type { Files, Processes, Workspace } from '../../src/core/ports.ts';
import type { RenderedOrigin, Source } from '../../src/core/source.ts';
import { readDocuments } from '../../src/formats/read-documents.ts';
import { render } from '../../src/render/render.ts';
import type { RenderOptions } from '../../src/render/rendered.ts';
import type { FuzzTarget } from './target.ts';

/** Between the texts of an input: what makes a root one, what it is written in, its values, and what the program prints. */
const BREAK = '\n=====\n';

const CHART = [
  'apiVersion: v2\nname: cart\ndependencies: [{ name: redis, version: 1.0.0, repository: "" }]\n',
  `{{- define "labels" }}app: {{ .Values.name }}{{ end }}
metadata:
  labels: {{- include "labels" . | nindent 4 }}
spec:
  {{- range $key, $value := .Values.containers }}
  - name: {{ $key }}
    image: "{{ $value.image }}:{{ $.Values.tag | default "v1" }}"
  {{- end }}
`,
  'name: cart\ntag: v1\ncontainers: { a: { image: r/a }, b: { image: r/b } }\n',
  '---\n# Source: cart/templates/a.yaml\nmetadata:\n  labels:\n    app: cart\nspec:\n  - name: a\n    image: "r/a:v1"\n---\n# Source: cart/charts/redis/templates/b.yaml\na: 1\n',
].join(BREAK);

const KUSTOMIZATION = [
  'resources: [a.yaml]\nimages: [{ name: r/a, newTag: v2 }]\npatches:\n  - target: { kind: Pod }\n    patch: |-\n      - op: add\n        path: /spec/hostPID\n        value: true\n  - path: values.yaml\n',
  'kind: Pod\nmetadata: { name: cart }\nspec:\n  containers:\n    - name: a\n      image: r/a:v1\n',
  'kind: Pod\nmetadata: { name: cart }\nspec: { hostNetwork: true }\n',
  'kind: Pod\nmetadata:\n  annotations:\n    config.kubernetes.io/origin: |\n      path: ../a/a.yaml\n  name: cart\nspec:\n  containers:\n  - image: r/a:v2\n    name: a\n  hostNetwork: true\n  hostPID: true\n',
].join(BREAK);

/** What renders charts and kustomizations, with a program that prints anything: sources, or what is missing; every line has a place. */
export const rendering: FuzzTarget = {
  seeds: [CHART, KUSTOMIZATION],
  async check(text) {
    const [root = '', written = '', values = '', output = ''] = text.split(BREAK);
    for (const by of ['helm', 'kustomize'] as const) {
      const file = by === 'helm' ? 'a/Chart.yaml' : 'a/kustomization.yaml';
      const texts = {
        [file]: root,
        'a/a.yaml': written,
        'a/templates/a.yaml': written,
        'a/values.yaml': values,
      };
      const tools = { files: memory(texts), workspace: still(Object.keys(texts)), processes: printing(output) };
      const rendered = await render({ by, directory: 'a', file, tree: 'a' }, tools, OPTIONS);
      if (rendered.state === 'rendered') for (const source of rendered.sources) requirePlaces(source, texts);
    }
  },
};

const OPTIONS: RenderOptions = {
  kubernetes: 34,
  values: [],
  set: [],
  allowRemote: false,
  maxSeconds: 1,
  maxBytes: 1e6,
  environment: {},
};

function memory(texts: Readonly<Record<string, string>>): Files {
  return {
    list: async (root) => ({ root, files: Object.keys(texts).map((path) => ({ path })), outside: [], hidden: 0 }),
    read: async (path) => new TextEncoder().encode(texts[path] ?? ''),
    kindOf: async (path) => (Object.hasOwn(texts, path) ? 'file' : path === 'a' ? 'directory' : 'absent'),
  };
}

function still(paths: readonly string[]): Workspace {
  return {
    absolute: (path) => `/${path}`,
    relative: () => '../a',
    filesBelow: () => paths.map((path) => path.slice('a/'.length)),
    linkOutOf: () => undefined,
    withFolder: async (use) => use('/folder'),
    write: () => {},
    copy: () => true,
  };
}

function printing(output: string): Processes {
  return { run: async () => ({ state: 'ended', exitCode: 0, output: new TextEncoder().encode(output), errors: '' }) };
}

const PATHS = [[], ['metadata', 'name'], ['spec', 'containers', 0, 'image'], ['spec', 'hostPID']];

function requirePlaces({ text, rendering: made }: Source, texts: Readonly<Record<string, string>>): void {
  for (const document of readDocuments(text)) {
    const places = PATHS.flatMap((path) => {
      const offset = (document.locate(path)?.value ?? document.range).start;
      const origin = made?.originOf(offset, path);
      return [origin, origin?.value];
    });
    for (const place of places) if (place !== undefined) requirePlace(place, texts[place.file] ?? '');
  }
}

function requirePlace({ file, line, column }: RenderedOrigin, text: string): void {
  const lines = text.split('\n').length;
  if (line < 1 || line > lines || column < 1)
    throw new Error(`${file}:${line}:${column} is no place of ${lines} lines`);
}
