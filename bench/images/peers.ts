import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { COMMAND } from '../paths.ts';
import { type Call, timeRatios } from '../processor-time.ts';
import type { BenchPlaces } from './make-places.ts';

const PEER_TARGET = 5;
const PAIRS = 5;

/**
 * Other tools that read the same image: umoci, where it is installed, the trivy that `PLIMSOLL_BENCH_TRIVY` names and the cdxgen that `PLIMSOLL_BENCH_CDXGEN`
 * names. All of them stay offline and look for packages alone. It is the time that their user waits.
 */
export function peers({ layout, archive, root }: BenchPlaces, place: string): readonly Figure[] {
  const trivy = process.env['PLIMSOLL_BENCH_TRIVY'];
  const cdxgen = process.env['PLIMSOLL_BENCH_CDXGEN'];
  const unpacked = join(place, 'unpacked');
  return [
    ...against(
      'umoci unpack',
      without(unpacked, 'umoci', 'unpack', '--image', `${layout}:v1`, unpacked),
      `oci:${layout}:v1`,
      1,
    ),
    ...(trivy === undefined
      ? []
      : [
          ...against('trivy of packed layers', trivyOf(trivy, place, 'image', '--input', layout), `oci:${layout}:v1`),
          ...(archive === undefined
            ? []
            : against('trivy of an archive', trivyOf(trivy, place, 'image', '--input', archive), archive)),
          ...(root === undefined ? [] : against('trivy of a directory', trivyOf(trivy, place, 'rootfs', root), root)),
        ]),
    ...(cdxgen === undefined || root === undefined
      ? []
      : against('cdxgen of a directory', cdxgenOf(cdxgen, place, root), root)),
  ];
}

function trivyOf(trivy: string, place: string, ...what: readonly string[]): Call {
  // What trivy keeps of an image is forgotten before each run: both read it anew.
  const kept = join(place, 'trivy');
  const offline = ['--skip-db-update', '--skip-java-db-update', '--offline-scan', '--cache-dir', kept];
  return without(kept, trivy, ...what, '--format', 'cyclonedx', ...offline);
}

/** A call before each run of which a directory is removed: it is as if it were the first. */
function without(directory: string, ...call: Call): Call {
  return ['bash', '-c', 'rm -rf "$1"; shift; exec "$@"', '-', directory, ...call];
}

function cdxgenOf(cdxgen: string, place: string, root: string): Call {
  // Without these it waits for a database of advisories, which nobody asked for.
  const offline = ['TRIVY_SKIP_DB_UPDATE=true', 'TRIVY_SKIP_JAVA_DB_UPDATE=true', 'TRIVY_OFFLINE_SCAN=true'];
  return ['env', ...offline, cdxgen, '-t', 'rootfs', '--no-install-deps', '-o', join(place, 'cdxgen.json'), root];
}

function against(name: string, peer: Call, image: string, target: number = PEER_TARGET): readonly Figure[] {
  const own: Call = [process.execPath, COMMAND, 'image', 'packages', image, '--no-cache'];
  const ratios = timeRatios(peer, own, PAIRS);
  if (ratios === undefined) return [];
  const value = `${ratios.clock.toFixed(2)} times (${ratios.processor.toFixed(2)} of the processor)`;
  const met = ratios.clock >= target;
  return [{ name: `${name} / inventory of the same`, value, target: `at least ${target} times`, met }];
}
