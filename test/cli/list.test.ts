import { describe, expect, test } from 'vitest'
import { filters, type ListOptions, listCodes } from '../../src/cli/codes.js'
import { createTerminal } from '../../src/cli/terminal.js'
import { explain } from '../../src/explain/index.js'
import { reactor } from '../../src/reactor/index.js'
import { ioOf, jsonLines } from './streams.js'

async function run(options: ListOptions = {}) {
  const io = ioOf()
  const code = await listCodes(options, createTerminal(io))
  return { code, stdout: io.stdout.text() }
}

const codesIn = async (options: ListOptions) =>
  // The lines of this command have these members.
  (jsonLines((await run({ ...options, json: true })).stdout) as { code: string }[]).map(({ code }) => code)

describe('the codes are listed', () => {
  test('all of them, each once', async () => {
    const codes = await codesIn({})
    expect(codes).toEqual(expect.arrayContaining([...reactor.codes, '403025', 'invalid_token', 'image-not-found']))
    expect(new Set(codes).size).toBe(codes.length)
    const { code, stdout } = await run()
    expect(code).toBe(0)
    for (const name of codes) expect(stdout).toContain(`  ${name} `)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('by category, with status, delivery and retry', async () => {
    expect((await run({ category: 'host-connection', retry: 'after-fix' })).stdout).toMatchInlineSnapshot(`
      "host-connection
        sftp-authentication-failed  422  deferred   after-fix

      1 code; reactor-errors explain <code> says more of each
      "
    `)
  })

  test('for scripts with everything that is known of them', async () => {
    expect(jsonLines((await run({ category: 'not-found', json: true })).stdout)).toEqual([
      { ...explain('not-found'), kind: 'code', sender: 'code' },
    ])
  })
})

describe('a filter lets through', () => {
  test('what it says, and nothing else', async () => {
    for (const category of filters.category) {
      for (const code of await codesIn({ category })) expect(explain(code)?.category).toBe(category)
    }
    for (const retry of filters.retry) {
      for (const code of await codesIn({ retry })) expect(explain(code)?.retry).toBe(retry)
    }
  })

  test('codes that come either way as immediate and as deferred ones', async () => {
    const [either, immediate, deferred] = await Promise.all(
      ['either', 'immediate', 'deferred'].map((delivery) => codesIn({ delivery })),
    )
    expect(either).toContain('internal-error')
    expect(immediate).toEqual(expect.arrayContaining([...(either ?? []), 'not-found']))
    expect(deferred).toEqual(expect.arrayContaining([...(either ?? []), 'minification-error']))
    expect(deferred).not.toContain('not-found')
  })

  test('nothing where two of them exclude each other', async () => {
    expect((await run({ category: 'not-found', retry: 'never' })).stdout).toBe(
      '\n0 codes; reactor-errors explain <code> says more of each\n',
    )
  })
})
