/** The tests that need a browser: `npm run test:browser`, with Chromium on the path or named in CHROMIUM. */
import { defineConfig } from 'vitest/config'

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: { include: ['test/**/*.browser.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
})

export default config
