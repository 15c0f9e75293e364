import type { Report } from '../../core/report.ts';
import { reportOf } from './reports.ts';

/** A pod whose names were written to break what they are written into. */
export function hostilePod(name: string): string {
  const quoted = JSON.stringify(name);
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${quoted}\n  annotations:\n    ignore.plimsoll.dev/workload.host-pid: ${quoted}\n    ignore.plimsoll.dev/workload.memory-limit: ${quoted}\nspec:\n  hostPID: true\n  containers:\n    - name: ${quoted}\n      image: ${quoted}\n`;
}

/** Names that would be more than text in the one format or the other. */
export const HOSTILE_NAMES: readonly string[] = [
  'a\n::error::forged',
  'a\r\n::stop-commands::token',
  '::set-output name=a::b',
  '##[error]forged',
  '%0A::warning::forged',
  'a,line=1::forged',
  ']]><failure/>',
  '</testcase><testcase name="forged"/>',
  '"/><!--',
  '\u0000\u0001\u001b[2J\u202e\ufffe\uffff\ud800',
  '[click](https://evil.example)',
  '{0} ${HOME} {{1}}',
];

/** What breaks out of formats when it is not escaped. Each sets `injected` where a page ran it. */
export const HOSTILE_TEXTS: readonly string[] = [
  '</script><img src=x onerror="window.injected=1">',
  '"><svg onload=window.injected=1>',
  "' autofocus onfocus='window.injected=1",
  '</style><script>window.injected=1</script>',
  '</pre></details><iframe srcdoc="<script>parent.injected=1</script>">',
  '--><script>window.injected=1</script>',
  'javascript:window.injected=1',
  '<base href=https://evil.example/><meta http-equiv=refresh content=0>',
  'user\u202etxt.exe\u202c and \u200bnothing\u2066',
  '`` ` ``` | a | b | \\| @everyone @team/org #123 !12 ~label %1 $2 &3 GH-1 :tada:',
  '![x](https://evil.example/x.png) [y](https://evil.example) <https://evil.example> https://evil.example www.evil.example a@evil.example',
  '\n```\n\n/close\n/approve\n# heading\n- item\n<!-- -->\n</details>\n| a |\n',
  '$(id) ${x} {{ y }} *bold* _em_ ~~gone~~ \\ \u0000 \u001b[31m red',
  '&lt;img src=x onerror=window.injected=1&gt; &#60;script&#62;',
];

/** Pods whose every name, image and value is hostile, judged by a policy whose every text is. */
export async function hostileReport(): Promise<Report> {
  const pods = HOSTILE_TEXTS.map((text, index) => ({
    path: `pod-${index}${text.replaceAll(/[\n\0]/g, ' ')}.yaml`,
    text: hostileJson(text),
  }));
  const exceptions = HOSTILE_TEXTS.map((text) => ({
    rule: 'workload/memory-limit',
    scope: { name: text },
    owner: text,
    reason: text,
    expires: '2999-01-01',
  }));
  const stale = { ...exceptions[0], scope: { name: 'nowhere' }, owner: HOSTILE_TEXTS[9], expires: '2001-01-01' };
  const policy = JSON.stringify({ profile: 'restricted', exceptions: [...exceptions, stale] });
  return reportOf({ units: [pods, [{ path: '<b>broken</b>.yaml', text: 'kind: [\n' }]], policy });
}

function hostileJson(text: string): string {
  const container = {
    name: text,
    image: text,
    env: [{ name: text, value: text }],
    securityContext: { runAsNonRoot: text, capabilities: { add: [text] } },
  };
  const json = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: text,
      namespace: text,
      annotations: {
        [text]: text,
        'ignore.plimsoll.dev/workload.host-pid': text,
        'ignore.plimsoll.dev/workload.cpu-limit': text,
      },
    },
    spec: { containers: [container], hostPID: true },
  });
  // One of the two shapes has lines of its own, so that an excerpt shows some of the text and not all.
  return text.length % 2 === 0 ? json : JSON.stringify(JSON.parse(json), undefined, 2);
}
