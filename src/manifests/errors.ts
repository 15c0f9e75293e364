import { defineErrors } from '../core/errors.ts';

interface Named {
  readonly resource: string;
}

interface Field {
  readonly path: string;
}

interface ApiVersionFault {
  readonly apiVersion: string;
  readonly kind: string;
  readonly nearest: string;
}

/** What can be wrong with a document that is otherwise readable, and with the files that hold it. */
export const manifestErrors = defineErrors({
  PL_E_MANIFEST_HEADER: {
    message: ({ has, lacks }: { has: string; lacks: string }) => `The document has ${has} but no ${lacks}.`,
    remedy: () => 'Add the missing field: every Kubernetes object names both its `apiVersion` and its `kind`.',
    exit: 3,
    http: 422,
  },
  PL_E_MANIFEST_API_VERSION: {
    message: ({ apiVersion, kind }: ApiVersionFault) => `Kubernetes has no ${kind} in apiVersion "${apiVersion}".`,
    remedy: ({ nearest }: ApiVersionFault) => `Write \`apiVersion: ${nearest}\`.`,
    exit: 3,
    http: 422,
  },
  PL_E_MANIFEST_ITEMS: {
    message: ({ kind }: { kind: string }) => `The \`items\` of a ${kind} are not a list of objects.`,
    remedy: () => 'Write `items` as a list of Kubernetes objects.',
    exit: 3,
    http: 422,
  },
  PL_E_MANIFEST_POD_TEMPLATE: {
    message: ({ resource }: Named & Field) => `${resource} has no pod template that could be judged.`,
    remedy: ({ path }: Named & Field) => `Add \`${path}\`: the API server refuses the resource without it.`,
    exit: 3,
    http: 422,
  },
  PL_E_MANIFEST_WRONG_TYPE: {
    message: ({ resource, path, expected, found }: Named & Field & { expected: string; found: string }) =>
      `${resource} could not be judged: ${path} must be ${expected}, not ${found}.`,
    remedy: ({ path, expected }: Named & Field & { expected: string; found: string }) =>
      `Write ${expected} for \`${path}\`: Kubernetes refuses the resource as it is.`,
    exit: 3,
    http: 422,
  },
  PL_E_MANIFEST_NO_CONTAINERS: {
    message: ({ resource }: Named & Field) => `${resource} has no containers.`,
    remedy: ({ path }: Named & Field) => `Name at least one container in \`${path}\`.`,
    exit: 3,
    http: 422,
  },
});
