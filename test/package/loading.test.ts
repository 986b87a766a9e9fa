import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { entries, packed, runModule } from './packed.js'

/** A module that writes every URL which Node resolves for the program after it, one a line. */
const tracer = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module'
  register('data:text/javascript,' + encodeURIComponent(\`
    import { writeSync } from 'node:fs'
    export async function resolve(specifier, context, next) {
      const found = await next(specifier, context)
      writeSync(1, found.url + '\\\\n')
      return found
    }
  \`))
`)}`

/** The files and built-ins that importing an entry loads; CommonJS files too. */
function loadedBy(specifier: string): readonly string[] {
  const code = `
    await import(${JSON.stringify(specifier)})
    const { createRequire } = await import('node:module')
    console.log(Object.keys(createRequire(import.meta.url).cache).join('\\n'))
  `
  const { stdout, stderr } = runModule(packed.peers, code, '--import', tracer)
  expect(stderr).toBe('')
  const lines = stdout.split('\n').filter((line) => line !== '' && line !== 'node:module')
  return [...new Set(lines.map((line) => line.replace(/^file:\/\//, '')))]
}

describe.each(entries)('$specifier', ({ specifier }) => {
  const loaded = loadedBy(specifier)

  test('loads no validator, client or framework', () => {
    expect(loaded.length).toBeGreaterThan(0)
    expect(loaded.filter((path) => /\/node_modules\/(?:ajv|undici|ramda|ts-json-api)\//.test(path))).toEqual([])
  })

  test('works where code from strings is forbidden', () => {
    const code = `console.log(typeof (await import(${JSON.stringify(specifier)})) === 'object')`
    // This entry alone is for those who have vitest.
    const project = specifier === 'reactor-errors/testing/vitest' ? packed.peers : packed.plain
    expect(runModule(project, code, '--disallow-code-generation-from-strings')).toMatchObject({
      status: 0,
      stdout: 'true\n',
      stderr: '',
    })
  })
})

test('every entry loads in few files of ours, the main entry in three', () => {
  // Node takes longer to load a file than to run it.
  const counts = entries.map(({ specifier }) => {
    const ours = loadedBy(specifier).filter((path) =>
      path.startsWith(join(packed.peers, 'node_modules/reactor-errors/')),
    )
    return { specifier, files: ours.length }
  })
  expect(counts.find(({ specifier }) => specifier === 'reactor-errors')?.files).toBeLessThanOrEqual(3)
  expect(counts.filter(({ files }) => files > 17)).toEqual([])
})
