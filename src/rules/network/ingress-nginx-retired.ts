import { imageRepository } from '../../core/identity.ts';
import { defineRule } from '../../evidence/rule.ts';

const CONTROLLER = /(?:^|\/)ingress-nginx\/(?:controller|controller-chroot)$|(?:^|\/)nginx-ingress-controller$/;

/**
 * Restricted field: `image` of every container. Allowed: anything but the controller of kubernetes/ingress-nginx.
 * Source: https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/: no releases, bug fixes or security fixes after March 2026.
 */
export const ingressNginxRetired = defineRule({
  id: 'network/ingress-nginx-retired',
  title: 'The ingress controller is maintained',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/upgrading' }, { id: 'mitre/T1190' }],
  why: 'Ingress NGINX of the Kubernetes project was retired in March 2026: the next hole in it stays open.',
  remediation: 'Move to a Gateway API implementation or to another ingress controller that is maintained.',
  messages: {
    retired: ({ image }: { image: string }) => `"${image}" is the retired controller Ingress NGINX.`,
  },
  examples: () => import('./ingress-nginx-retired.examples.ts'),
  check({ spec: { image } }, { report }) {
    if (image !== undefined && image.includes('nginx') && CONTROLLER.test(imageRepository(image)))
      report('retired', ['image'], { image });
  },
});
