/** The tests of the built site in Firefox, which not every machine has: `npm run test:firefox`. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const config: ReturnType<typeof defineConfig> = defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['test/firefox.check.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
})

export default config
