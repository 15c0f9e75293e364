import { describe, expect, test } from 'vitest';
import type { Affected } from './advisory.ts';
import { isAboutStream, type ModuleStream, moduleStreamOf, moduleStreamsIn } from './module-streams.ts';

function entry(fixed: string | undefined, modules?: readonly string[]): Affected {
  const events = [
    { kind: 'introduced' as const, version: '0' },
    ...(fixed === undefined ? [] : [{ kind: 'fixed' as const, version: fixed }]),
  ];
  const ranges = [{ type: 'ECOSYSTEM' as const, events }];
  return {
    ecosystem: 'AlmaLinux:8',
    name: 'nodejs',
    ranges,
    versions: [],
    severity: [],
    specific: {},
    ...(modules === undefined ? {} : { modules }),
  };
}

const OF_MODULE = '1:14.21.1-2.module_el8.7.0+3373+a4c18c43';

describe('the module stream of an installed package', () => {
  test.each<[string, string | undefined, ModuleStream]>([
    ['1:18.0-1.module+el8', 'nodejs:18:8060020220523160029:ad008a3a', { stream: 'nodejs:18' }],
    ['1:18.0-1.el8', 'nodejs:18', { stream: 'nodejs:18' }],
    ['4.9-1.el8', '', 'none'],
    ['7.2.24-1.module_el8.3.0+2010+7c76a223', '', 'unnamed'],
    ['7.2.24-1.module_el8.3.0+2010+7c76a223', undefined, 'unnamed'],
    ['1:16.20.2-8.el9_4', undefined, 'none'],
    ['18.19.0-1nodesource', undefined, 'unknown'],
  ])('%s with the label %s', (version, label, stream) => {
    const details = label === undefined ? {} : { modularitylabel: label };
    expect(moduleStreamOf({ version, details })).toEqual(stream);
  });
});

describe('the module streams of an advisory', () => {
  test.each<[string, string, readonly string[] | undefined]>([
    [OF_MODULE, 'Moderate: nodejs:14 security, bug fix, and enhancement update', ['nodejs:14']],
    [OF_MODULE, 'Important: virt:rhel and virt-devel:rhel security update', ['virt:rhel', 'virt-devel:rhel']],
    [OF_MODULE, 'Red Hat Security Advisory: python39:3.9, python39-devel:3.9', ['python39:3.9', 'python39-devel:3.9']],
    [OF_MODULE, 'Important: varnish security update', []],
    // A version and no stream: none of its packages was built in a module.
    ['4.18.0-553.el8', 'Important: kernel:4.18.0 security update', undefined],
  ])('fixed in %s: %s', (fixed, summary, modules) => {
    expect(moduleStreamsIn(entry(fixed), summary)).toEqual(modules);
  });
});

describe('an entry', () => {
  const of18 = { stream: 'nodejs:18' };
  test.each<[string, Affected, ModuleStream, string]>([
    ['of its stream', entry(OF_MODULE, ['nodejs:18', 'nodejs-devel:18']), of18, 'yes'],
    ['of another stream', entry(OF_MODULE, ['nodejs:14']), of18, 'no'],
    ['of a stream with a longer name', entry(OF_MODULE, ['nodejs:1']), of18, 'no'],
    ['of a module that is not named', entry(OF_MODULE, []), of18, 'perhaps'],
    ['of a stream, and a package whose stream nobody tells', entry(OF_MODULE, ['nodejs:18']), 'unnamed', 'perhaps'],
    ['of a stream, and a package that may be of none', entry(OF_MODULE, ['nodejs:18']), 'unknown', 'perhaps'],
    ['of a stream, and a package of none', entry(OF_MODULE, ['nodejs:18']), 'none', 'no'],
    ['of no module, and a package of none', entry('1:16.20-1.el8'), 'none', 'yes'],
    ['of no module, and a package that may be of one', entry('1:16.20-1.el8'), 'unknown', 'yes'],
    ['of no module, and a package of one', entry('1:16.20-1.el8'), of18, 'no'],
    ['of no module, and a package of one that nobody names', entry('1:16.20-1.el8'), 'unnamed', 'no'],
    ['without a fix, which may be of any', entry(undefined), of18, 'yes'],
  ])('%s', (_, each, stream, expected) => {
    expect(isAboutStream(each, stream)).toBe(expected);
  });
});
