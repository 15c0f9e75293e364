import { spawnSync } from 'node:child_process';

const BY_RPM = `%{lua:
  local all = {}
  for line in io.stdin:lines() do all[#all + 1] = line end
  table.sort(all, function(a, b) return rpm.vercmp(a, b) < 0 end)
  local place = 0
  for i, each in ipairs(all) do
    if i > 1 and rpm.vercmp(all[i - 1], each) ~= 0 then place = place + 1 end
    io.stdout:write(place, ' ', each, '\\n')
  end}`;

const BY_DPKG = `use Dpkg::Version;
  chomp(my @all = <STDIN>);
  my %read = map { $_ => Dpkg::Version->new($_, check => 1) } @all;
  print "NaN $_\\n" for grep { !defined $read{$_} } @all;
  my ($place, $before) = (0, undef);
  for my $each (sort { $read{$a} <=> $read{$b} } grep { defined $read{$_} } @all) {
    $place++ if defined $before && $read{$before} != $read{$each};
    print "$place $each\\n";
    $before = $each;
  }`;

/** The places of versions in the order of rpm itself; equal ones have the same place. */
export function placesByRpm(versions: readonly string[]): ReadonlyMap<string, number> {
  return placesBy(['rpm', '--eval', BY_RPM], versions);
}

/** The places of versions in the order of dpkg's own library; equal ones have the same place, and what is none by deb-version(7) has NaN. */
export function placesByDpkg(versions: readonly string[]): ReadonlyMap<string, number> {
  return placesBy(['perl', '-e', BY_DPKG], versions);
}

function placesBy(
  [program = '', ...words]: readonly string[],
  versions: readonly string[],
): ReadonlyMap<string, number> {
  const input = `${versions.join('\n')}\n`;
  const { stdout, stderr } = spawnSync(program, words, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== versions.length)
    throw new Error(`${program} ordered ${lines.length} of ${versions.length}: ${stderr}`);
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), Number(line.slice(0, line.indexOf(' ')))]));
}
