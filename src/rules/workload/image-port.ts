import { defineUnitRule } from '../../evidence/rule.ts';
import { capabilityOf } from '../../manifests/capabilities.ts';
import type { Container, EphemeralContainer, PodSpec } from '../../manifests/kubernetes/types.generated.ts';
import { isWindows } from '../../manifests/pods.ts';

const FIRST_UNPRIVILEGED = 1024;

/**
 * Joins the ports of a container with those that its image exposes. Neither opens a port: both say what the program does. A port below 1024
 * takes NET_BIND_SERVICE of root, too, unless the pod or the runtime sets `net.ipv4.ip_unprivileged_port_start` lower, as containerd does
 * from version 2 on (`enable_unprivileged_ports`).
 */
export const imagePort = defineUnitRule({
  id: 'workload/image-port',
  title: 'The ports of a container are those of its image, and it may listen on them',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'nist-800-190/4.4.3' }],
  why: 'A program that may not listen on its port fails as it starts, and is then often run as root; a port that nobody listens on hides which one a network policy must name.',
  remediation:
    'Let the program listen on a port from 1024 on, or add the capability NET_BIND_SERVICE; name the port in `ports` that the image exposes.',
  needs: ['image'],
  at: ['ports'],
  messages: {
    privileged: ({ container, port }: { container: string; port: number }) =>
      `Container "${container}" drops the capability NET_BIND_SERVICE, which it may need to listen on port ${port} of its image.`,
    notExposed: ({ container, port, exposed }: { container: string; port: number; exposed: string }) =>
      `Container "${container}" names port ${port}, and its image exposes ${exposed}.`,
  },
  examples: () => import('./image-port.examples.ts'),
  keep({ name, spec, pod }) {
    if (isWindows(pod)) return undefined;
    return {
      container: name,
      image: spec.image ?? '',
      named: (spec.ports ?? []).map(({ containerPort = 0, protocol = 'TCP' }) => ({ port: containerPort, protocol })),
      isUnable: dropsBind(spec, pod),
    };
  },
  check({ container, image, named, isUnable }, evidence, { report }) {
    const [settings] = evidence.image(image).items;
    const exposed = (settings?.ports ?? []).flatMap((text) => portOf(text) ?? []);
    if (settings === undefined || exposed.length === 0) return;
    const privileged = exposed.find(({ port }) => port < FIRST_UNPRIVILEGED);
    if (privileged !== undefined && isUnable) report('privileged', { container, port: privileged.port });
    const known = new Set(exposed.map(({ port, protocol }) => `${port}/${protocol}`));
    const other = named.find(({ port, protocol }) => !known.has(`${port}/${protocol}`));
    if (other !== undefined)
      report('notExposed', { container, port: other.port, exposed: [...known].slice(0, 5).join(', ') });
  },
});

interface Port {
  readonly port: number;
  /** In upper case, as manifests have it. */
  readonly protocol: string;
}

/** `8080/tcp`, or `8080` alone. Ranges are written one by one by who builds an image. */
function portOf(text: string): Port | undefined {
  const [, port = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(\w+))?$/.exec(text) ?? [];
  return port === '' ? undefined : { port: Number(port), protocol: protocol.toUpperCase() };
}

function dropsBind(spec: Container | EphemeralContainer, pod: PodSpec): boolean {
  const { add = [], drop = [] } = spec.securityContext?.capabilities ?? {};
  const sysctls = pod.securityContext?.sysctls ?? [];
  const isLowered = sysctls.some(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start');
  return drop.some(holdsBind) && !add.some(holdsBind) && !isLowered && spec.securityContext?.privileged !== true;
}

function holdsBind(name: string): boolean {
  const capability = capabilityOf(name);
  return capability === 'ALL' || capability === 'NET_BIND_SERVICE';
}
