// @ts-check
// What a step of the GitHub Action is given and gives: environment variables in, workflow commands and outputs out.

import { appendFileSync, readFileSync } from 'node:fs';

/** What is wrong with the call of the action; its message is shown as an error of the workflow. */
export class ActionError extends Error {}

/** @param {string} name @returns {string} the value without surrounding blanks, or nothing */
export function read(name) {
  return (process.env[name] ?? '').trim();
}

/** @param {string} name @returns {string} what GitHub or an earlier step must have set */
export function readRequired(name) {
  const value = read(name);
  if (value === '') throw new ActionError(`${name} is not set: this runs as a step of the action.`);
  return value;
}

/** @param {string} name @returns {readonly string[]} the lines that hold something */
export function readLines(name) {
  return read(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * @template {string} Choice
 * @param {string} name
 * @param {string} input the input as users write it
 * @param {readonly Choice[]} choices
 * @returns {Choice}
 */
export function readChoice(name, input, choices) {
  const value = read(name);
  const choice = choices.find((known) => known === value);
  if (choice === undefined)
    throw new ActionError(`${input} is one of ${choices.join(', ')}, not ${JSON.stringify(value)}.`);
  return choice;
}

/** @param {string} name @param {string | number} value one line */
export function output(name, value) {
  appendFileSync(readRequired('GITHUB_OUTPUT'), `${name}=${String(value).replaceAll(/[\r\n]/g, ' ')}\n`);
}

/**
 * The parts of an event that are read here: https://docs.github.com/webhooks/webhook-events-and-payloads.
 *
 * @typedef {object} Event
 * @property {{ number?: number, base?: { sha?: unknown }, head?: { sha?: unknown, repo?: { full_name?: unknown } | null } }} [pull_request]
 * @property {{ base_sha?: unknown }} [merge_group]
 */

/** @returns {Event} the event that started the workflow; an empty one where there is none */
export function readEvent() {
  const path = read('GITHUB_EVENT_PATH');
  return path === '' ? {} : JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {'error' | 'warning' | 'notice'} level @param {string} message */
export function annotate(level, message) {
  process.stdout.write(`::${level} title=Plimsoll::${escapeData(message)}\n`);
}

/**
 * Runs a step: what is wrong with its call is an annotation and exit code 2.
 *
 * @param {() => void | Promise<void>} step
 */
export async function runStep(step) {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    annotate('error', error.message);
    process.exitCode = 2;
  }
}

/** The encoding of workflow commands: https://github.com/actions/toolkit, packages/core/src/command.ts. @param {string} text */
function escapeData(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
