/** What the check for unused files, exports and dependencies starts from. */
import type { KnipConfig } from 'knip'
import { readEntries } from './scripts/entries.js'

const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: [
        ...readEntries().map(({ source }) => `${source}!`),
        'scripts/{build,generate,site,start}.ts',
        'examples/service/*.ts',
        'test/runtimes/{checks,node-checks}.ts',
      ],
      project: ['{src,test,scripts,examples}/**/*.ts'],
      // Programs of users, which see the packed package and not this checkout.
      ignore: ['test/package/consumers/**'],
      // Two are called by `.ci/run`; of the font a file is looked up while the program runs.
      ignoreDependencies: [
        '@arethetypeswrong/cli',
        'publint',
        '@fontsource/unifont',
        '@fontsource/noto-color-emoji',
        '@fontsource/unifontex',
      ],
    },
    site: {
      entry: [
        'build/{run,serve}.ts',
        'pages/*.11ty.ts',
        'browser/{catalog,root,theme}.ts',
        'browser/decode/{page,worker}.ts',
        'test/*.test.ts',
        'test/{firefox.check,speed}.ts',
      ],
      project: ['{build,data,pages,browser,test}/**/*.ts'],
      // The tests put its text into pages.
      ignoreDependencies: ['axe-core'],
    },
    mutation: {
      // Loaded by its path, since it is not there when the project is compiled.
      ignoreDependencies: ['.+'],
    },
    bench: {
      // The bench loads its peers by name, since they are not there when the project is compiled.
      ignoreDependencies: ['.+'],
    },
  },
}

export default config
