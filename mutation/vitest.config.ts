/** The pure tests of the folders in `MUTATION_TESTS`, as one project without isolation, which is what Stryker’s runner takes. */
import { relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type Reporter, type TestModule, type TestSpecification, type Vitest } from 'vitest/node'
import { keptThread } from './kept-thread.js'

const folders = (process.env['MUTATION_TESTS'] ?? 'test').split(' ')

/**
 * The file that noticed the last change first, as it may notice the next one to the same lines, then the quickest: the first test that
 * notices a change ends the run, and nearly any change is noticed by many.
 */
class LikeliestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ project, moduleId }: TestSpecification): number => {
      const path = relative(this.ctx.config.root, moduleId)
      const { failed, duration } = this.ctx.cache.getFileTestResults(`${project.name}:${path}`) ?? {}
      return failed ? -1 : (duration ?? 0)
    }
    return Promise.resolve([...files].sort((a, b) => cost(a) - cost(b)))
  }
}

/** Says of files that could not be loaded that they failed: Stryker looks at tests alone, and these have none. */
class UnloadedFail implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestModuleEnd(file: TestModule): void {
    // As they come, they have no prototype, and Stryker, which makes a text of each, would start its process anew.
    for (const { message } of file.errors()) this.#vitest?.state.catchError(new Error(message), 'Unloaded')
  }
}

const config: ReturnType<typeof defineConfig> = defineConfig({
  plugins: [
    {
      name: 'kept-thread',
      // Stryker asks for threads, whatever the configuration says.
      configureVitest: ({ project }) => {
        project.config.pool = keptThread.name
        project.config.poolRunner = keptThread
      },
    },
  ],
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    exclude: ['test/package/**', 'test/repository/**', '**/*.process.test.ts', '**/*.browser.test.ts'],
    pool: 'threads',
    isolate: false,
    // Many a change makes work wait for what never comes.
    testTimeout: 15_000,
    reporters: [new UnloadedFail(), 'dot'],
    sequence: { sequencer: LikeliestFirst },
  },
})

export default config
