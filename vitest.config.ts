/**
 * Tests mirror src. `pure` shares one module graph among its files; `process` has what needs a process of its own: the packed
 * tarball (`test/package`) and whatever changes globals (`*.process.test.ts`). Type tests (`*.test-d.ts`) are compiled, not run.
 */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { readEntries, root } from './scripts/entries.js'

/** The entries that examples import as users do, from the sources. */
const alias = readEntries().map(({ specifier, source }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: fileURLToPath(new URL(source, root)),
}))

const own = ['test/package/**/*.test.ts', 'test/**/*.process.test.ts']

const config: ReturnType<typeof defineConfig> = defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 5 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [...own, 'test/**/*.browser.test.ts'],
          pool: 'threads',
          isolate: false,
          typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
        },
      },
      { extends: true, test: { name: 'process', include: own, globalSetup: 'test/package/pack.ts' } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.generated.ts'],
      reporter: ['text-summary', ['text', { skipFull: true }], 'json-summary'],
      thresholds: { lines: 99, branches: 98, functions: 98, statements: 99 },
    },
  },
})

export default config
