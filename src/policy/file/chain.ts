import { problemOf, UserError } from '../../core/errors.ts';
import type { Rule } from '../../evidence/rule.ts';
import { policyErrors } from '../errors.ts';
import { invalidPolicy, type PolicyLayer, readLayer } from './layer.ts';
import type { PolicySource, ReadExtended } from './source.ts';

/** How many files may stand above one another, and how many may take part at all. */
export const CHAIN_LIMITS = { depth: 8, files: 32 } as const;

/** A policy file and all that it extends, the first to count first. A file that several extend takes part once. */
export function chainOf(source: PolicySource, rules: readonly Rule[], read: ReadExtended): readonly PolicyLayer[] {
  const chain = new Chain(rules, read);
  chain.add(source, []);
  return chain.layers;
}

class Chain {
  readonly layers: PolicyLayer[] = [];
  readonly #rules: readonly Rule[];
  readonly #read: ReadExtended;
  readonly #seen = new Map<string, PolicyLayer>();

  constructor(rules: readonly Rule[], read: ReadExtended) {
    this.#rules = rules;
    this.#read = read;
  }

  add(source: PolicySource, above: readonly string[]): PolicyLayer {
    const known = this.#seen.get(source.path);
    if (known !== undefined) return known;
    const layer = readLayer(source, this.#rules);
    this.#seen.set(source.path, layer);
    const files = [...above, source.path];
    for (const [index, path] of pathsOf(layer).entries()) {
      const at = layer.placeOf(['extends', index]);
      const extended = this.#extended(layer, path, index);
      if (files.includes(extended.path)) throw cycle(at, [...files, extended.path]);
      if (files.length >= CHAIN_LIMITS.depth || this.#seen.size >= CHAIN_LIMITS.files) throw tooMany(at);
      layer.extended.push(this.add(extended, files));
    }
    this.layers.push(layer);
    return layer;
  }

  #extended(layer: PolicyLayer, path: string, index: number): PolicySource {
    try {
      return this.#read(path, layer.source);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const fault = { path: ['extends', index], message: `cannot be read: ${error.problem.message}` };
      throw invalidPolicy(layer.source, [layer.describe(fault)]);
    }
  }
}

function pathsOf({ file }: PolicyLayer): readonly string[] {
  return typeof file.extends === 'string' ? [file.extends] : (file.extends ?? []);
}

function cycle(at: string, files: readonly string[]): UserError {
  return new UserError(problemOf(policyErrors, 'PL_E_POLICY_EXTENDS_CYCLE', { at, files }));
}

function tooMany(at: string): UserError {
  return new UserError(problemOf(policyErrors, 'PL_E_POLICY_EXTENDS_LIMIT', { at, ...CHAIN_LIMITS }));
}
