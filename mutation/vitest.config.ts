/** The pure tests of the folders in `MUTATION_TESTS`, as one project without isolation, which is what Stryker’s runner takes. */
import { defineConfig } from 'vitest/config'

const folders = (process.env['MUTATION_TESTS'] ?? 'test').split(' ')

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    exclude: ['test/package/**', 'test/repository/**', '**/*.process.test.ts', '**/*.browser.test.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
  },
})

export default config
