import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { serveBadResponses } from './bad-responses.js'
import type { Report } from './memory-child.js'
import { serveResources } from './resources.js'

test('responses without end take little memory, and leave nothing behind that keeps a process alive', async () => {
  const [bad, good] = await Promise.all([serveBadResponses(), serveResources()])
  const child = new URL('memory-child.ts', import.meta.url).pathname
  const size = 2 ** 28
  const flags = ['--expose-gc', '--import', 'tsx', child]
  // It rejects when the process fails, as it does for a rejection that nobody handles, or does not end.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, bad.url, good.url, String(size)], {
    timeout: 50_000,
  })
  await Promise.all([bad.close(), good.close()])
  expect(stderr).toBe('')
  // Written by the process above.
  const { formats, arrived, grown } = JSON.parse(stdout) as Report
  expect(formats).toEqual(Array.from({ length: 10 }, () => 'too-large'))
  expect(arrived).toBe(2 * size)
  // Of more than 7 GiB.
  expect(grown).toBeLessThan(96)
})
