/** The project of the checks: every runtime, the checks as modules, and as bundles for browsers and workerd. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import ts from 'typescript'
import { checkout, createProject, type Project } from './project.js'

const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

/** What the project of the checks installs besides the tarball. Aliases keep versions of one package apart. */
const packages: Readonly<Record<string, string>> = {
  'node-20': `npm:node-${platform}@20.19.0`,
  'node-22': `npm:node-${platform}@22`,
  'node-24': `npm:node-${platform}@24`,
  'node-26': `npm:node-${platform}@26`,
  bun: '^1.3.0',
  deno: '^2.5.0',
  workerd: '^1.20251101.0',
  jest: '^30.0.0',
  undici: '^7.0.0',
  'undici-8': 'npm:undici@^8.0.0',
  'ts-json-api': '^1.0.0',
  express: '^5.0.0',
  fastify: '^5.0.0',
  hono: '^4.0.0',
  koa: '^3.0.0',
  sharp: '^0.35.0',
  '@fontsource/unifont': '^5.0.0',
  '@fontsource/noto-color-emoji': '^5.0.0',
  vitest: '^4.0.0',
}

const transpiled = (name: string): string =>
  ts.transpileModule(readFileSync(join(checkout, `test/runtimes/${name}.ts`), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText

export const project: Project = createProject('runtimes', packages)

project.write('checks.mjs', transpiled('checks'))
project.write('node-checks.mjs', transpiled('node-checks'))
// What the command line, the emulator of images and the matchers are tried on.
project.write(
  'failed.json',
  JSON.stringify({ errors: [{ status: '409', code: 'not-unique', detail: 'Key abcd1234efgh' }] }),
)
mkdirSync(join(project.folder, 'pictures'), { recursive: true })
project.write(
  'pictures/red.svg',
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="red"/></svg>',
)
project.write('vitest.config.mjs', `export default { test: { include: ['matchers.test.mjs'], exclude: [] } }`)
project.write(
  'matchers.test.mjs',
  `import { reactor } from 'reactor-errors'
import 'reactor-errors/testing/vitest'
import { expect, test } from 'vitest'
const error = reactor.error('not-unique', { pointer: '/data' })
test('are met', () => { expect(error).toBeReactorError('not-unique'); expect(error).toHavePointer('/data') })
test('are not met', () => expect(() => expect(error).toHavePointer('/meta')).toThrow('/meta'))
`,
)
project.write(
  'web.mjs',
  `import { runChecks } from './checks.mjs'\nfor (const line of await runChecks()) console.log(line)\n`,
)
project.write(
  'node.mjs',
  `import { runChecks } from './checks.mjs'\nimport { nodeChecks } from './node-checks.mjs'\nfor (const line of await runChecks(nodeChecks)) console.log(line)\n`,
)
project.write(
  'undici-8.mjs',
  `import { register } from 'node:module'\nregister('data:text/javascript,' + encodeURIComponent(\`export const resolve = (name, context, next) => next(name === 'undici' ? 'undici-8' : name, context)\`))\n`,
)
project.write(
  'checks.jest.mjs',
  `import { writeFileSync } from 'node:fs'\nimport { runChecks } from './checks.mjs'\ntest('checks', async () => writeFileSync(${JSON.stringify(join(project.folder, 'jest.txt'))}, (await runChecks()).join('\\n')), 60000)\n`,
)
project.write(
  'send.mjs',
  `import { runChecks } from './checks.mjs'\nawait fetch('/results', { method: 'POST', body: (await runChecks()).join('\\n') })\n`,
)
project.write(
  'worker.mjs',
  `import { runChecks } from './checks.mjs'\nexport default { fetch: async () => new Response((await runChecks()).join('\\n')) }\n`,
)
for (const [input, file] of [
  ['send.mjs', 'bundle.js'],
  ['worker.mjs', 'worker-bundle.js'],
] as const) {
  const bundle = await rolldown({ cwd: project.folder, input, platform: 'browser' })
  await bundle.write({ file: join(project.folder, file), format: 'esm', codeSplitting: false })
  await bundle.close()
}
