import { describe, expect, test } from 'vitest';
import { actionsOf } from './actions.ts';
import { alignLines } from './align.ts';
import { setValues } from './set-values.ts';
import { splitOutput } from './split.ts';
import { templateLines } from './template.ts';
import { lackedKey, linesForKey } from './unset.ts';
import { ValuesFile, valueOf } from './values.ts';

describe('the actions of a template', () => {
  test.each([
    ['{{ .Values.image.tag }}', ['image.tag']],
    ['{{- .Values.a | default $.Values.b -}}', ['a', 'b']],
    ['{{ include "cart.name" . }}', []],
    ['{{ quote "not .Values.a" }}', []],
    ['{{ $tag := .Values.image.tag }}{{ $tag }}', ['image.tag', 'image.tag']],
    [
      '{{ with .Values.security }}{{ toYaml . }}{{ .user }}{{ end }}{{ .user }}',
      ['security', 'security', 'security.user'],
    ],
    ['{{ range .Values.hosts }}{{ .name }}{{ end }}', ['hosts', 'hosts.name']],
    ['{{ range $key, $value := .Values.env }}{{ $value | quote }}{{ end }}', ['env', 'env']],
    ['{{ range $key, $value := .Values.env }}{{ $key }}{{ end }}', ['env']],
    [
      '{{ range $k, $v := .Values.a }}{{ $v }}{{ end }}{{ range $k, $v := .Values.b }}{{ $v }}{{ end }}',
      ['a', 'a', 'b', 'b'],
    ],
    ['{{ $a := .Values.a }}{{ $a := "x" }}{{ $a }}', ['a']],
    ['{{ printf "$a := %s" .Values.a }}{{ $a }}', ['a']],
    ['{{ (.Values.a).b }}', ['a']],
    ['{{/* .Values.no */}}{{ .Release.Name }}', ['no']],
    ['{{ unclosed .Values.a', ['a']],
    ['no actions }}', []],
  ])('%s reads %j', (text, expected) => {
    const read = [...actionsOf(text)].flatMap(({ reads }) => reads.values.map((path) => path.join('.')));
    expect(read).toEqual(expected);
  });

  test.each([
    ['{{ if .Values.a }}', false],
    ['{{- end -}}', false],
    ['{{/* words */}}', false],
    ['{{ $a := 1 }}', false],
    ['{{ .Values.a }}', true],
    ['{{ include "a" . }}', true],
  ])('%s prints: %s', (text, prints) => {
    expect([...actionsOf(text)].map((action) => action.prints)).toEqual([prints]);
  });

  test('of a text of opening braces alone are read in the time of one', () => {
    expect([...actionsOf('{{'.repeat(100_000))]).toHaveLength(1);
  });
});

const TEMPLATE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "cart.name" . }}
  labels:
    {{- include "cart.labels" . | nindent 4 }}
spec:
  {{- if .Values.replicas }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    spec:
      containers:
        {{- range .Values.containers }}
        - name: {{ .name }}
          image: "{{ .image }}"
        {{- end }}
        - name: proxy
          image: "{{ .Values.proxy.image }}:{{ .Values.proxy.tag }}"
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
{{- define "unused" }}
name: proxy
{{- end }}
`;

const RENDERED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  labels:
    app: cart
    version: "1"
spec:
  template:
    spec:
      containers:
        - name: one
          image: "r/one"
        - name: two
          image: "r/two"
        - name: proxy
          image: "envoy:v1"
          securityContext:
            runAsUser: 0
            capabilities:
              add:
                - NET_ADMIN
`;

test('each rendered line is given the line of the template that printed it', () => {
  const lines = templateLines(TEMPLATE);
  const rendered = RENDERED.trimEnd().split('\n');
  const states = [...(alignLines(rendered, lines) ?? [])];
  expect(states.map((state) => lines[state]?.line)).toEqual([
    1, 2, 3, 4, 5, 6, 6, 7, 11, 12, 13, 15, 16, 15, 16, 18, 19, 20, 21, 21, 21, 21,
  ]);
});

test.each([
  ['nothing to align with', [''], ''],
  ['texts too large for it', Array.from({ length: 5000 }, () => 'a: b'), 'a: b\n'.repeat(5000)],
])('there is no alignment for %s', (_, rendered, template) => {
  expect(alignLines(rendered, templateLines(template))).toBeUndefined();
});

test.each([
  [
    'goes back only to what a range repeats: not to a block of the same words that was left out',
    '{{ if .Values.init }}\n- privileged: true\n{{ end }}\nmain: a\n{{ toYaml .Values.sidecars }}\n',
    ['main: a', '- name: side', '- privileged: true'],
    [4, 5, 5],
  ],
  [
    'goes back to the one line of a range',
    'ports:\n{{ range .Values.ports }}\n- port: {{ . }}\n{{ end }}\nlast: 1\n',
    ['ports:', '- port: 80', '- port: 8080', '', 'last: 1'],
    [1, 3, 3, 3, 5],
  ],
  ['leaves empty lines with the line before', 'a: 1\nb: 2\n', ['', 'a: 1', '', 'b: 2', '', ''], [1, 1, 1, 2, 2, 2]],
])('an alignment %s', (_, template, rendered, expected) => {
  const lines = templateLines(template);
  expect([...(alignLines(rendered, lines) ?? [])].map((state) => lines[state]?.line)).toEqual(expected);
});

test('of two lines that fit equally well the one is taken whose value is shown', () => {
  const lines = templateLines('name: {{ .Values.a }}\n---\nname: {{ .Values.b }}\n');
  const shows = [['cart'], [], ['redis']];
  expect([...(alignLines(['name: redis'], lines, shows) ?? [])]).toEqual([2]);
  expect([...(alignLines(['name: cart'], lines, shows) ?? [])]).toEqual([0]);
});

const paths = (...names: readonly string[]): readonly string[][] => names.map((name) => name.split('.'));

describe('the value that a line shows', () => {
  const values = new ValuesFile({
    path: 'values.yaml',
    text: `image:
  repository: r/cart
  tag: v1
replicas: 2
security:
  runAsUser: 0
  capabilities:
    drop: [ALL, NET_RAW]
empty: {}
`,
  });
  test.each([
    ['image: "r/cart:v1"', paths('image.tag'), 'image.tag 3'],
    ['image: "r/cart:v1"', paths('nothing', 'image.repository'), 'image.repository 2'],
    ['replicas: 2', paths('replicas'), 'replicas 4'],
    ['  runAsUser: 0', paths('security'), 'security.runAsUser 6'],
    ['    - "NET_RAW"', paths('security'), 'security.capabilities.drop[1] 8'],
    ['capabilities:', paths('security'), 'security.capabilities 7'],
    ['securityContext: {}', paths('empty'), 'empty 9'],
    ['image: "mirror/other"', paths('image.tag', 'image.repository'), undefined],
    ['image: "x"', paths('unset'), undefined],
  ])('%s', (text, reads, expected) => {
    const found = valueOf({ text, reads, hasWords: true }, [values]);
    expect(found === undefined ? undefined : `${found.path} ${found.line}`).toBe(expected);
  });

  test('of a line of spaces is looked for in the time of its length', () => {
    const text = `replicas: 2 # a${' '.repeat(300_000)}b${' '.repeat(300_000)}c`;
    const started = performance.now();
    expect(valueOf({ text, reads: paths('replicas'), hasWords: true }, [values])?.path).toBe('replicas');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('is not guessed for a line of an included template', () => {
    expect(valueOf({ text: 'app: cart', reads: paths('security'), hasWords: false }, [values])).toBeUndefined();
  });

  test.each([
    ['replicas: 5', 'replicas=5', 'replicas', undefined],
    ['image: "r/cart:v9"', 'image.tag=v9', 'image.tag', undefined],
    ['image: "r/cart:v9"', 'a=1,image.tag=v9', 'image.tag', undefined],
    ['a: 9', 'security.capabilities.drop[0]=9', 'security.capabilities.drop', undefined],
    ['runAsUser: 0', 'security.privileged=true', 'security', 'security.runAsUser'],
    ['replicas: 2', 'other\\.replicas=5', 'replicas', 'replicas'],
  ])('%s is not looked for in a file where --set %s sets it', (text, set, read, expected) => {
    const found = valueOf({ text, reads: paths(read), hasWords: true }, [setValues([set], []), values]);
    expect(found?.path).toBe(expected);
  });

  test('is that of the first file that sets it, and of a chart below another by the name that the parent has for it', () => {
    const parent = new ValuesFile({ path: 'prod.yaml', text: 'cache:\n  image:\n    tag: v1\n' }, ['cache']);
    expect(valueOf({ text: 'image: r:v1', reads: paths('image.tag'), hasWords: true }, [parent, values])).toEqual({
      path: 'cache.image.tag',
      file: 'prod.yaml',
      line: 3,
      column: 5,
    });
  });
});

describe('what a template has for a key that was not rendered', () => {
  const template = `spec:
  replicas: 1
  template:
    spec:
      {{- with .Values.podSecurity }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: cart
          {{- with .Values.security }}
          securityContext:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          image: cart
          {{- if .Values.pull }}
          imagePullPolicy: {{ .Values.pull }}
          {{- end }}
        - name: proxy
          image: proxy
          securityContext: {{ .Values.proxy.security | toJson }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;
  const lines = templateLines(template);
  const stateOf = (text: string): number =>
    lines.findIndex(({ line }) => template.split('\n')[line - 1]?.trim() === text);

  test.each([
    ['- name: cart', 'securityContext', 'security'],
    ['- name: cart', 'imagePullPolicy', 'pull'],
    ['- name: proxy', 'securityContext', 'proxy.security'],
    ['- name: cart', 'resources', ''],
    ['resources:', 'limits', 'resources'],
    ['- name: cart', 'nothing', ''],
  ])('below "%s" %s is read from "%s"', (parent, key, expected) => {
    const found = linesForKey(lines, stateOf(parent), key);
    const reads = found.flatMap((line) => line.reads.flatMap(({ values }) => values));
    expect(reads.map((path) => path.join('.')).join(' ')).toBe(expected);
  });

  test('of a pod is not that of its containers', () => {
    const pod = lines.findIndex(({ line }) => line === 4);
    const found = linesForKey(lines, pod, 'securityContext');
    expect(found.flatMap((line) => line.reads.flatMap(({ values }) => values))).toEqual([['podSecurity']]);
  });

  test.each([
    [['spec', 'replicas'], undefined],
    [['spec', 'paused'], 'paused'],
    [['spec', 'template', 'a', 'b'], 'a'],
    [['spec', 'items', 3], undefined],
  ])('%j lacks %s', (path, expected) => {
    expect(lackedKey({ spec: { replicas: 1, template: {}, items: [] } }, path)).toBe(expected);
  });
});

describe('what Helm prints is split', () => {
  test.each([
    [
      'by its templates',
      '---\n# Source: c/templates/a.yaml\na: 1\n---\n# Source: c/templates/b.yaml\nb: 1\n',
      [
        ['templates/a.yaml', 'a: 1\n'],
        ['templates/b.yaml', 'b: 1\n'],
      ],
    ],
    [
      'not in a block of text',
      '---\n# Source: c/templates/a.yaml\na: |\n  x\n  ---\n  y\n',
      [['templates/a.yaml', 'a: |\n  x\n  ---\n  y\n']],
    ],
    [
      'without what is empty',
      '---\n# Source: c/templates/a.yaml\n\n---\n# Source: c/templates/b.yaml\nb: 1',
      [['templates/b.yaml', 'b: 1']],
    ],
    ['with CRLF', '---\r\n# Source: c/templates/a.yaml\r\na: 1\r\n', [['templates/a.yaml', 'a: 1\n']]],
    [
      'into charts below it',
      '---\n# Source: c/charts/redis/templates/a.yaml\na: 1\n',
      [['charts/redis/templates/a.yaml', 'a: 1\n']],
    ],
    ['nothing', '', []],
  ])('%s', (_, output, expected) => {
    expect(splitOutput(output, 'c').map(({ template, text }) => [template, text])).toEqual(expected);
  });
});
