import { describe, expect, test } from 'vitest';
import { pathInRepository, repositoryPath } from './repository-path.ts';

const posix = { directory: '/srv/shop/deploy', root: '/srv/shop', separator: '/' };
const windows = { directory: 'C:\\shop\\deploy', root: 'C:\\shop', separator: '\\' };
const rootless = { directory: '/', root: '/', separator: '/' };

describe('a file is named from the root of the repository', () => {
  test.each([
    ['cart.yaml', posix, 'deploy/cart.yaml'],
    ['./cart.yaml', posix, 'deploy/cart.yaml'],
    ['../charts//cart/values.yaml', posix, 'charts/cart/values.yaml'],
    ['/srv/shop/deploy/cart.yaml', posix, 'deploy/cart.yaml'],
    ['/srv/shop', posix, '.'],
    ['back\\slash.yaml', posix, 'deploy/back\\slash.yaml'],
    ['base\\cart.yaml', windows, 'deploy/base/cart.yaml'],
    ['C:\\shop\\cart.yaml', windows, 'cart.yaml'],
    ['srv/cart.yaml', rootless, 'srv/cart.yaml'],
    ['./deploy/./cart.yaml', undefined, 'deploy/cart.yaml'],
    ['..cart.yaml', undefined, '..cart.yaml'],
  ])('%j', (file, base, path) => {
    expect(repositoryPath(file, base)).toEqual({ kind: 'inside', path });
    expect(pathInRepository(file, base)).toBe(path);
  });
});

describe('a file elsewhere keeps its own name', () => {
  test.each([
    ['/etc/cart.yaml', posix, '/etc/cart.yaml'],
    ['../../cart.yaml', posix, '/srv/cart.yaml'],
    ['/srv/shop-other/cart.yaml', posix, '/srv/shop-other/cart.yaml'],
    ['D:\\cart.yaml', windows, 'D:/cart.yaml'],
    ['/etc/cart.yaml', undefined, '/etc/cart.yaml'],
    ['../cart.yaml', undefined, '../cart.yaml'],
  ])('%j', (file, base, path) => {
    expect(repositoryPath(file, base)).toEqual({ kind: 'outside', path });
  });
});

test('standard input is no file', () => {
  expect(repositoryPath('-', posix)).toEqual({ kind: 'input' });
  expect(pathInRepository('-', posix)).toBe('standard-input');
});
