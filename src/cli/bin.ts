#!/usr/bin/env node
import { useCompileCache } from './compile-cache.ts';

useCompileCache();
const { main } = await import('./main.ts');
const { terminalContext } = await import('./terminal.ts');
process.exitCode = await main(process.argv.slice(2), terminalContext());
