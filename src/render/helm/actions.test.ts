import { describe, expect, test } from 'vitest';
import { actionsOf } from './actions.ts';

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
