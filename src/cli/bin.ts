#!/usr/bin/env node
import { useCompileCache } from './compile-cache.ts';

useCompileCache();
const { runInTerminal } = await import('./terminal.ts');
process.exitCode = await runInTerminal(process.argv.slice(2));
