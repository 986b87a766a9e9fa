import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import type { Growth } from './measure.js'

// In the checkout, so that packages are found, this one among them.
const directory = fileURLToPath(new URL(`../../coverage/growth-${process.pid}`, import.meta.url))
afterAll(() => rmSync(directory, { recursive: true }))

buildSync({
  entryPoints: [fileURLToPath(new URL('measure.ts', import.meta.url))],
  outdir: directory,
  outExtension: { '.js': '.mjs' },
  splitting: true,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Written out, a spread is a loop that can be counted.
  supported: { 'object-rest-spread': false },
})

const run = promisify(execFile)
const PARTS = 2
const outputs = await Promise.all(
  Array.from({ length: PARTS }, (_, part) =>
    run(process.execPath, ['--stack-size=900', join(directory, 'measure.mjs'), `${part}`, `${PARTS}`], {
      maxBuffer: 2 ** 28,
    }),
  ),
)
const growths = outputs.flatMap(({ stdout }) =>
  stdout
    .trimEnd()
    .split('\n')
    // As measure.ts prints it.
    .map((line) => JSON.parse(line) as Growth),
)
const groupOf = ({ name }: Growth): string => name.slice(0, name.indexOf(':'))
const groups = new Set(growths.map(groupOf))
const probes = growths.filter(({ name }) => name.startsWith('probe: '))

test.each(probes)('the meter sees that work grows too fast in $name', ({ power, most }) => {
  expect(power).toBeGreaterThan(most)
})

test.each([...groups].filter((name) => name !== 'probe'))(
  'to %s takes no more than n log n of the length of its input',
  (name) => {
    expect(growths.filter((growth) => groupOf(growth) === name && growth.power > growth.most)).toEqual([])
  },
)
