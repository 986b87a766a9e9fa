/** The project in which the checks run: the packed package, the runtimes, and the checks as modules and as bundles. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import ts from 'typescript'

export const checkout: string = fileURLToPath(new URL('../../', import.meta.url))
/** Where the project is. */
export const folder: string = join(checkout, 'node_modules/.cache/runtimes')
/** Returns the path of something that is installed in it. */
export const bin = (name: string): string => join(folder, 'node_modules', name)
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
}

/** Runs a program to its end and returns what it wrote to stdout. Throws an Error with all that it said where it fails. */
export function output(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stderr}${stdout}`}`.slice(0, 2000))
  return stdout
}

const transpiled = (name: string): string =>
  ts.transpileModule(readFileSync(join(checkout, `test/runtimes/${name}.ts`), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText

/** Packs the package, and makes the project in which the checks run. */
export async function prepare(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const [made] = JSON.parse(
    /^\[[\s\S]*/m.exec(
      spawnSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
        cwd: checkout,
        encoding: 'utf8',
      }).stdout,
    )?.[0] ?? '[]',
  ) as { filename: string }[]
  if (made === undefined) throw new Error('npm pack made nothing')
  const dependencies = { ...packages, 'reactor-errors': `file:${made.filename}` }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'runtimes', private: true, type: 'module', dependencies }),
  )
  rmSync(bin('reactor-errors'), { recursive: true, force: true })
  rmSync(join(folder, 'package-lock.json'), { force: true })
  output('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent'])
  writeFileSync(join(folder, 'checks.mjs'), transpiled('checks'))
  writeFileSync(join(folder, 'node-checks.mjs'), transpiled('node-checks'))
  writeFileSync(
    join(folder, 'web.mjs'),
    `import { runChecks } from './checks.mjs'\nfor (const line of await runChecks()) console.log(line)\n`,
  )
  writeFileSync(
    join(folder, 'node.mjs'),
    `import { runChecks } from './checks.mjs'\nimport { nodeChecks } from './node-checks.mjs'\nfor (const line of await runChecks(nodeChecks)) console.log(line)\n`,
  )
  writeFileSync(
    join(folder, 'undici-8.mjs'),
    `import { register } from 'node:module'\nregister('data:text/javascript,' + encodeURIComponent(\`export const resolve = (name, context, next) => next(name === 'undici' ? 'undici-8' : name, context)\`))\n`,
  )
  writeFileSync(
    join(folder, 'checks.jest.mjs'),
    `import { writeFileSync } from 'node:fs'\nimport { runChecks } from './checks.mjs'\ntest('checks', async () => writeFileSync(${JSON.stringify(join(folder, 'jest.txt'))}, (await runChecks()).join('\\n')), 60000)\n`,
  )
  writeFileSync(
    join(folder, 'send.mjs'),
    `import { runChecks } from './checks.mjs'\nawait fetch('/results', { method: 'POST', body: (await runChecks()).join('\\n') })\n`,
  )
  writeFileSync(
    join(folder, 'worker.mjs'),
    `import { runChecks } from './checks.mjs'\nexport default { fetch: async () => new Response((await runChecks()).join('\\n')) }\n`,
  )
  for (const [input, file] of [
    ['send.mjs', 'bundle.js'],
    ['worker.mjs', 'worker-bundle.js'],
  ] as const) {
    const bundle = await rolldown({ cwd: folder, input, platform: 'browser' })
    await bundle.write({ file: join(folder, file), format: 'esm', codeSplitting: false })
    await bundle.close()
  }
}
