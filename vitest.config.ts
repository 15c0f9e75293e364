import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The examples use the library as its users do.
  resolve: { alias: { plimsoll: fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Tests share no state (no globals, no module that keeps any), and one module graph for all files is faster.
    isolate: false,
    // A test that needs longer says so itself.
    testTimeout: 30_000,
    // Some prepare or remove whole repositories, which takes long where the machine is busy.
    hookTimeout: 60_000,
  },
});
