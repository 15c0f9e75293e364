import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/**
 * What the API server and the kubelet take for an image: the grammar of github.com/distribution/reference. An image that
 * does not follow it is never pulled (`InvalidImageName`); without one the API server refuses the pod (ValidateContainers in
 * pkg/apis/core/validation/validation.go).
 */
export const validReference = defineRule({
  id: 'image/valid-reference',
  title: 'Images are named by valid references',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [],
  why: 'The node cannot pull an image whose name is none, and no rule can tell where it would come from.',
  remediation: 'Write the image as `registry.example.com/path/name:tag@sha256:...`, in lower case up to the tag.',
  messages: {
    absent: ({ container }: { container: string }) => `Container "${container}" names no image.`,
    name: ({ image }: { image: string }) => `"${image}" is no valid name of an image.`,
    upperCase: ({ image }: { image: string }) =>
      `"${image}" is no valid name of an image: the path of a repository has no capital letters.`,
    identifier: ({ image }: { image: string }) => `"${image}" is the identifier of an image and not its name.`,
    tag: ({ image }: { image: string }) =>
      `Image "${image}" has a tag that is none: at most 128 letters, digits, dots, dashes and underscores.`,
    digest: ({ image }: { image: string }) =>
      `Image "${image}" has a digest that is none: it must be sha256 with 64 hexadecimal digits in lower case.`,
  },
  examples: () => import('./valid-reference.examples.ts'),
  check({ spec: { image }, name: container }, { report }) {
    if (image === undefined || image === '') {
      report('absent', ['image'], { container });
      return;
    }
    const reference = parseImageReference(image);
    if (typeof reference !== 'string') return;
    report(reference === 'upper-case' ? 'upperCase' : reference, ['image'], { image });
  },
});
