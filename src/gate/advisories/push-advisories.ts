import { artifactOf, MANIFEST_TYPE } from '../../advisories/artifact/artifact.ts';
import { wholeFile } from '../../advisories/bundle/write-bundle.ts';
import { type Catalogue, filesOf } from '../../advisories/database/catalogue.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { RegistrySettings } from '../../image/registry/session.ts';
import { WritableRepository } from '../../image/registry/writable-repository.ts';

/** What was pushed. */
export interface PushedAdvisories {
  /** Of the manifest, as `sha256:...`. */
  readonly digest: string;
  /** How many files were uploaded; those that the registry had were not. */
  readonly uploaded: number;
}

/** Publishes a database under `HOST/PATH[:TAG]`, its manifest last: whoever pulls meanwhile has the old one or the new one, whole. */
export async function pushAdvisories(
  reference: string,
  catalogue: Catalogue,
  { registry, files }: { readonly registry: RegistrySettings; readonly files: OwnFiles },
): Promise<PushedAdvisories> {
  const repository = new WritableRepository(reference, registry);
  const documents = artifactOf(catalogue);
  let uploaded = 0;
  for (const file of filesOf(catalogue)) if (await repository.pushBlob(await wholeFile(files, file))) uploaded += 1;
  await repository.pushBlob(documents.catalogue);
  return { digest: await repository.pushManifest(documents.manifest, MANIFEST_TYPE), uploaded };
}
