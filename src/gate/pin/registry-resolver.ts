import { problemOf, UserError } from '../../core/errors.ts';
import { resolveDigest } from '../../image/registry/find-in-registry.ts';
import type { RegistrySettings } from '../../image/registry/session.ts';
import { gateErrors } from '../errors.ts';
import type { ImageResolver } from './resolve-images.ts';

/** Asks the registries. */
export function registryResolver(settings: RegistrySettings): ImageResolver {
  return {
    resolve: async (reference) => {
      try {
        return await resolveDigest(reference, settings);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const { problem } = error;
        return problem.code === 'PL_E_IMAGE_ABSENT'
          ? problemOf(gateErrors, 'PL_E_PIN_ABSENT', { image: reference })
          : problem;
      }
    },
  };
}
