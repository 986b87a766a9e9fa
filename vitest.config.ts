/** Tests mirror src; those in test/package look at the packed tarball; type tests (`*.test-d.ts`) are compiled, not run. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { readEntries, root } from './scripts/entries.js'

/** What examples import as users do, from the sources. */
const alias = readEntries().map(({ specifier, source }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: fileURLToPath(new URL(source, root)),
}))

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        resolve: { alias },
        test: {
          name: 'src',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package/**', 'test/**/*.browser.test.ts'],
          typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/pack.ts',
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.generated.ts'],
      reporter: ['text-summary', ['text', { skipFull: true }], 'json-summary'],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
})

export default config
