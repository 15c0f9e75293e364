import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityOf, parsePurl } from '../../src/vex/identity.ts';
import { purlDifference } from '../../src/vex/purl.ts';
import { readVex } from '../../src/vex/read-vex.ts';
import { VexMatcher } from '../../src/vex/vex-matcher.ts';
import { openVexText } from '../../src/vex/write-openvex.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';

const MODULE = 'github.com/openvex/go-vex@v0.2.9';

/** Answers for each line: whether one package URL covers another, and which status a document has for a flaw in a product. */
const PROGRAM = `package main

import (
	"encoding/json"
	"os"

	"github.com/openvex/go-vex/pkg/vex"
)

type question struct {
	Pairs     [][2]string
	Documents [][]byte
	Vuln      string
	Products  []string
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	covers := []bool{}
	for _, pair := range asked.Pairs {
		covers = append(covers, vex.PurlMatches(pair[0], pair[1]))
	}
	documents := []*vex.VEX{}
	for _, text := range asked.Documents {
		document, err := vex.Parse(text)
		if err != nil {
			panic(err)
		}
		for i := range document.Statements {
			if err := document.Statements[i].Validate(); err != nil {
				panic(err)
			}
		}
		documents = append(documents, document)
	}
	merged, err := vex.MergeDocuments(documents)
	if err != nil {
		panic(err)
	}
	statuses := []string{}
	for _, product := range asked.Products {
		status := ""
		if found := merged.EffectiveStatement(product, asked.Vuln); found != nil {
			status = string(found.Status)
		}
		statuses = append(statuses, status)
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"covers": covers, "statuses": statuses})
}
`;

interface Answer {
  readonly covers: readonly boolean[];
  readonly statuses: readonly string[];
}

const HAS_GO = isInstalled('go', 'version');

describe.skipIf(!HAS_GO)('the library of OpenVEX (skipped without go)', () => {
  let tree: TemporaryTree;
  let isThere = false;
  beforeAll(() => {
    tree = temporaryTree({ 'tool/main.go': PROGRAM, 'tool/go.mod': 'module asked\n\ngo 1.22\n' });
    const options = { cwd: tree.path('tool'), env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' } };
    isThere = spawnSync('go', ['get', MODULE], options).status === 0;
    if (isThere) execFileSync('go', ['build', '-o', 'asked'], { ...options, stdio: 'pipe' });
  }, 300_000);
  afterAll(() => {
    tree.remove();
  });

  function ask(question: object): Answer {
    return JSON.parse(execFileSync(tree.path('tool/asked'), { input: JSON.stringify(question) }).toString());
  }

  test('finds the same package URLs covered', (context) => {
    if (!isThere) context.skip('the module cannot be had here');
    const texts = ['npm/a', 'npm/a@1', 'npm/%40x/a@1', 'deb/debian/a@1%3A2', 'rpm/fedora/a@1', 'pypi/b'].flatMap(
      (purl) => ['', '?arch=amd64', '?arch=arm64', '?arch=amd64&distro=debian-12'].map((more) => `pkg:${purl}${more}`),
    );
    const pairs = texts.flatMap((said) => texts.map((found) => [said, found] as const));
    const ours = pairs.map(([said, found]) => {
      const [a, b] = [parsePurl(said), parsePurl(found)];
      return a !== undefined && b !== undefined && purlDifference(a, b) === undefined;
    });
    expect(ask({ Pairs: pairs, Documents: [document([])].map(base64), Products: [] }).covers).toEqual(ours);
    expect(ours.filter(Boolean).length).toBeGreaterThan(texts.length);
  });

  test('takes what is written for valid, and for the same', (context) => {
    if (!isThere) context.skip('the module cannot be had here');
    const common = { aliases: ['GHSA-1'], reason: 'It is not called.', accepted: 'Accepted by shop until 2030-01-31.' };
    const products = [{ purl: 'pkg:oci/cart@sha256%3Aab', subcomponents: ['pkg:npm/a'] }];
    const text = openVexText(
      [
        { ...common, name: 'CVE-1', products, justification: 'component_not_present' },
        {
          ...common,
          name: 'CVE-1',
          products: [{ ...products[0], purl: 'pkg:oci/b', subcomponents: [] }],
          justification: undefined,
        },
      ],
      { author: 'shop', timestamp: new Date('2024-02-03T04:05:06Z') },
    );
    const asked = { Pairs: [], Documents: [base64(text)], Vuln: 'CVE-1' };
    const known = ['pkg:oci/cart@sha256%3Aab?arch=amd64', 'pkg:oci/b', 'pkg:oci/c'];
    expect(ask({ ...asked, Products: known }).statuses).toEqual(['not_affected', 'affected', '']);
  });

  test('has the newest statement of several documents count', (context) => {
    if (!isThere) context.skip('the module cannot be had here');
    const documents = [
      document([
        at(1, 'under_investigation', 'pkg:npm/a'),
        at(3, 'fixed', 'pkg:npm/a@2'),
        at(2, 'affected', 'pkg:npm/b'),
      ]),
      document([at(2, 'not_affected', 'pkg:npm/a'), at(1, 'fixed', 'pkg:npm/b'), at(4, 'affected', 'pkg:npm/c@1')]),
    ];
    const products = ['pkg:npm/a@1', 'pkg:npm/a@2', 'pkg:npm/b@1', 'pkg:npm/c@1', 'pkg:npm/c@2'];
    const read = documents.map((text) => readVex(Buffer.from(text), text));
    const matcher = new VexMatcher(read, () => true);
    const ours = products.map((product) => {
      const found = { ...identityOf({ text: product, ids: [product] }), name: product };
      const nowhere = { name: 'x', images: [], digests: new Set<string>(), link: '', cpe: '' };
      return matcher.wordOf({ id: 'CVE-1', names: ['CVE-1'], packages: [found] }, nowhere)?.status ?? '';
    });
    expect(ours).toEqual(['not_affected', 'fixed', 'affected', 'affected', '']);
    const asked = { Pairs: [], Documents: documents.map(base64), Vuln: 'CVE-1', Products: products };
    expect(ask(asked).statuses).toEqual(ours);
  });
});

/** A statement about CVE-1. */
function at(day: number, status: string, product: string): object {
  return {
    vulnerability: { name: 'CVE-1' },
    products: [{ '@id': product }],
    timestamp: `2023-01-0${day}T00:00:00Z`,
    status,
    ...(status === 'not_affected' ? { justification: 'component_not_present' } : {}),
    ...(status === 'affected' ? { action_statement: 'Update.' } : {}),
  };
}

function document(statements: readonly object[]): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://openvex.dev/docs/example/vex-1',
    author: 'a',
    timestamp: '2023-01-01T00:00:00Z',
    version: 1,
    statements,
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
