import { describe, expect, test } from 'vitest';
import { templateLines } from './template.ts';
import { lackedKey, linesForKey } from './unset.ts';

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
