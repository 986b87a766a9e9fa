/** The pure tests of the folders in `MUTATION_TESTS`, as one project without isolation, which is what Stryker’s runner takes. */
import { relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import {
  BaseSequencer,
  type Reporter,
  type SerializedError,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node'
import { keptThread } from './kept-thread.js'

/** Whether each change is tried with all tests, and in force as modules load. */
const asksAll = process.env['MUTATION_ASKS'] === 'all'
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

/**
 * Says of files that could not be loaded that they failed: Stryker looks at tests alone, and these have none. It makes a text of each
 * error outside of tests as well, and starts its process anew where that has no prototype, as those of Vitest have none.
 */
class UnloadedFail implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunEnd(files: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const errors = [...unhandled, ...files.flatMap((file) => file.errors())]
    this.#vitest?.state.errorsSet.clear()
    for (const { message } of errors) this.#vitest?.state.errorsSet.add(new Error(message))
  }
}

/** Forgets which tests came past a change: Stryker’s runner tells it also where all tests are to run, and then only those do. */
const allAsked: Reporter = {
  onTestRunEnd(files) {
    for (const file of files) Reflect.deleteProperty(file.meta(), 'mutantCoverage')
  },
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
    reporters: [new UnloadedFail(), ...(asksAll ? [allAsked] : []), 'dot'],
    sequence: { sequencer: LikeliestFirst },
  },
})

export default config
