import { posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { files, textOf } from './site.js'

const size = (file: string): number => gzipSync(textOf(file), { level: 9 }).length

/** A script and all that it loads at once, in bytes as they are sent with gzip. */
function loaded(script: string, seen: Set<string> = new Set()): number {
  if (seen.has(script)) return 0
  seen.add(script)
  const imported = [...textOf(script).matchAll(/(?:from|import)\s?"(\.\/[^"]+)"/g)].map(([, path]) =>
    posix.join(posix.dirname(script), String(path)),
  )
  return size(script) + imported.reduce((sum, path) => sum + loaded(path, seen), 0)
}

/** All scripts of a page. */
function scriptsOf(page: string): number {
  const scripts = [...textOf(page).matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, path]) =>
    posix.join(posix.dirname(page), String(path)),
  )
  const seen = new Set<string>()
  return scripts.reduce((sum, script) => sum + loaded(script, seen), 0)
}

test.each([
  ['the page of a code', 'en/not-found/index.html', 1000],
  ['a catalog with its search', 'en/index.html', 10_000],
  ['the decoder before its worker', 'en/decode/index.html', 6000],
  ['a page of the reference', 'api/main/index.html', 1000],
])('%s has no more script than it may have', (_name, page, most) => {
  expect(scriptsOf(page)).toBeLessThanOrEqual(most)
})

/** The script of this name, which the worker loads. */
const scriptOf = (name: string): string =>
  String(files.find((file) => file.startsWith(`assets/${name}-`) && /-[\w-]{8}\.js$/.test(file)))

const worker = new Set<string>()

test('the worker, and the validator that it loads for its first result, are no larger than they may be', () => {
  expect(loaded(scriptOf('worker'), worker) + loaded(scriptOf('validate'), worker)).toBeLessThanOrEqual(40_500)
})

test.each([
  ['forms', 'inputs that are no document by themselves: logs, HAR files, what curl prints, broken JSON', 22_500],
  ['request', 'requests whose places are pointed at', 6000],
  ['share', 'links, whose secrets are looked for in inputs of any form', 20_500],
])('%s: all that is loaded for %s, is no larger than it may be', (name, _what, most) => {
  const more = loaded(scriptOf(name), new Set(worker))
  expect(more).toBeGreaterThan(0)
  expect(more).toBeLessThanOrEqual(most)
})
