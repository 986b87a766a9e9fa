import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { compile, entries, packed, resolutions, runModule } from './packed.js'

const programs = resolve(import.meta.dirname, 'consumers')
/** The entries whose types need another package. */
const withPeers = [
  'reactor-errors/emulator/image-serving',
  'reactor-errors/image-serving/render',
  'reactor-errors/testing/vitest',
  'reactor-errors/ts-json-api',
  'reactor-errors/undici',
]
/** The entries whose types are those of Node. */
const withNode = ['reactor-errors/emulator', 'reactor-errors/node']

/** The programs of users, each in the project that it is installed in. */
const consumers = [
  {
    name: 'plain',
    project: packed.plain,
    types: [],
    specifiers: entries
      .map((entry) => entry.specifier)
      .filter((specifier) => !withPeers.includes(specifier) && !withNode.includes(specifier)),
    prints: [
      'not-found',
      'not-found',
      1,
      'out-of-stock',
      true,
      'No property is called that',
      true,
      0,
      'Record Not Found',
      true,
      true,
      true,
    ],
  },
  {
    name: 'ts-json-api',
    project: packed.peers,
    types: [],
    specifiers: ['reactor-errors/ts-json-api'],
    prints: { errors: [{ status: '406', source: { header: 'Accept' } }] },
  },
  {
    name: 'undici',
    project: packed.peers,
    types: ['node'],
    specifiers: ['reactor-errors/undici'],
    prints: 'function',
  },
  {
    name: 'node',
    project: packed.peers,
    types: ['node'],
    specifiers: withNode,
    prints: [404, 'not-found'],
  },
  {
    name: 'vitest',
    project: packed.peers,
    types: ['node'],
    specifiers: ['reactor-errors/testing/vitest'],
    prints: ['function', 'function'],
  },
]

describe.each(consumers)('a user of $name', ({ name, project, types, specifiers, prints }) => {
  const file = join(project, `${name}.ts`)
  cpSync(join(programs, `${name}.ts`), file)
  // The declarations whole, so that those nobody named above are compiled as well.
  const whole = join(project, `${name}-whole.ts`)
  writeFileSync(
    whole,
    specifiers.map((specifier, index) => `export type * as _${index} from '${specifier}'`).join('\n'),
  )

  test.each(Object.entries(resolutions))('compiles with %s resolution, strictly, with library checks', (_, options) => {
    const typeRoots = [join(project, 'node_modules/@types')]
    expect(compile([file, whole], { ...options, types, typeRoots })).toEqual([])
  })

  test('runs', () => {
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm', target: 'node20.19' })
    const outcome = runModule(project, `${code}\nconsole.log(JSON.stringify(result))`)
    expect(outcome.status, outcome.stderr).toBe(0)
    expect(JSON.parse(outcome.stdout)).toEqual(prints)
  })
})
