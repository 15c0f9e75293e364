import { advisoryErrors } from '../advisories/errors.ts';
import type { ErrorTable } from '../core/errors.ts';
import { dockerfileErrors } from '../dockerfile/errors.ts';
import { formatErrors } from '../formats/errors.ts';
import { gateErrors } from '../gate/errors.ts';
import { hostErrors } from '../host/errors.ts';
import { imageErrors } from '../image/errors.ts';
import { registryErrors } from '../image/registry/errors.ts';
import { editErrors } from '../manifests/edit/errors.ts';
import { manifestErrors } from '../manifests/errors.ts';
import { policyErrors } from '../policy/errors.ts';
import { renderErrors } from '../render/errors.ts';
import { sbomErrors } from '../sbom/errors.ts';
import { versionErrors } from '../versions/errors.ts';
import { vexErrors } from '../vex/errors.ts';
import { commandErrors } from './errors.ts';

/** Every coded error of the program. A test proves the codes unique and documented. */
export const errorTables: readonly ErrorTable[] = [
  advisoryErrors,
  commandErrors,
  dockerfileErrors,
  editErrors,
  formatErrors,
  gateErrors,
  hostErrors,
  imageErrors,
  manifestErrors,
  policyErrors,
  registryErrors,
  renderErrors,
  sbomErrors,
  versionErrors,
  vexErrors,
];
