import { attempt, BinaryFault, ByteView, type Damage } from '../byte-view.ts';
import { isSqlite } from '../sqlite/database.ts';
import { readTable } from '../sqlite/read-table.ts';
import { isBlob } from '../sqlite/record.ts';
import { berkeleyOrder, readBerkeley } from './berkeley.ts';
import { RpmHeader } from './header.ts';
import { isNdb, readNdb } from './ndb.ts';
import { type ReadPackage, type RpmPackage, readPackage } from './package.ts';
import type { DatabaseRecord } from './record.ts';

/** A package, or a place of the database that could not be read. */
export type RpmItem = { readonly package: RpmPackage } | { readonly damage: Damage };

/** How many damaged places are told one by one. */
const MAX_DAMAGES = 100;

/**
 * Reads the packages of an rpm database, whichever of its three forms it has: SQLite, NDB or a Berkeley DB hash. The time that it takes
 * grows with the size of the file and nothing else. What is damaged is told with its place, and every other package is read.
 */
export function* readRpmDatabase(bytes: Uint8Array): Generator<RpmItem> {
  const records = recordsOf(bytes);
  if (records === undefined) {
    yield { damage: new BinaryFault(0, 'it is neither SQLite, nor NDB, nor a Berkeley DB hash') };
    return;
  }
  let count = 0;
  for (const record of records) {
    const read = record instanceof BinaryFault ? record : packageOf(record);
    if (!(read instanceof BinaryFault)) yield { package: read.package };
    for (const fault of read instanceof BinaryFault ? [read] : read.faults) {
      count += 1;
      if (count <= MAX_DAMAGES) yield { damage: fault };
    }
  }
  if (count > MAX_DAMAGES) yield { damage: new BinaryFault(0, `${count - MAX_DAMAGES} more places are damaged`) };
}

function recordsOf(bytes: Uint8Array): Iterable<DatabaseRecord | BinaryFault> | undefined {
  if (isSqlite(bytes)) return readSqlite(bytes);
  if (isNdb(bytes)) return readNdb(bytes);
  const order = berkeleyOrder(bytes);
  return order === undefined ? undefined : readBerkeley(bytes, order);
}

/** `CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB)`. Source: github.com/rpm-software-management/rpm/lib/backend/sqlite.c. */
function* readSqlite(bytes: Uint8Array): Generator<DatabaseRecord | BinaryFault> {
  for (const row of readTable(bytes, 'Packages')) {
    if (row instanceof BinaryFault) yield row;
    else {
      const blob = row.find(isBlob);
      yield blob === undefined
        ? new BinaryFault(row[0]?.value.start ?? 0, 'a row has no header of a package')
        : { header: blob.value };
    }
  }
}

/** A package of a record. Its parts may stand in many places of the file: its damage is told where it begins. */
function packageOf({ header }: DatabaseRecord): ReadPackage | BinaryFault {
  const moved = ({ why }: BinaryFault): BinaryFault => header.fault(0, why);
  const big = new ByteView(header.bytes, 'big', header.start);
  const read = attempt(() => readPackage(new RpmHeader(big)));
  return read instanceof BinaryFault ? moved(read) : { ...read, faults: read.faults.map(moved) };
}
