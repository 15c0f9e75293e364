import { expect, test } from 'vitest';
import { alignLines } from './align.ts';
import { templateLines } from './template.ts';

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
