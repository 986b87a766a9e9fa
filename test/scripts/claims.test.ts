import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readClaims, sentencesOf } from '../../scripts/claims.js'
import { root } from '../../scripts/entries.js'

const { claims, faults } = readClaims()

test('every sentence of the documentation has something behind it that exists', () => {
  expect(faults).toEqual([])
  expect(claims.length).toBeGreaterThan(100)
})

/** What is found wrong where a file has another text. */
function faultsWith(path: string, change: (text: string) => string): readonly string[] {
  const read = (name: string): string => readFileSync(new URL(name, root), 'utf8')
  return readClaims((name) => (name === path ? change(read(name)) : read(name))).faults
}

test.each(['README.md', 'SECURITY.md', 'docs/runtimes.md'])('a sentence that is new in %s has to be shown', (page) => {
  expect(faultsWith(page, (text) => `${text}\nIt is the fastest of all.\n`)).toEqual([
    `${page}: nothing shows “It is the fastest of all.”`,
  ])
})

test('a sentence that is gone, and a test that does not exist, are found', () => {
  const page = 'docs/runtimes.md'
  expect(faultsWith(page, (text) => text.replace('Undici 7 and 8 work', 'Undici 7 works'))).toEqual([
    `${page}: 0 sentences begin with “Undici 7 and 8 work”`,
    expect.stringContaining('nothing shows “Undici 7 works'),
  ])
  expect(
    faultsWith('scripts/claims.json', (text) => text.replaceAll('npm run test:bundlers', 'npm run test:nothing'))[0],
  ).toContain('there is no npm run test:nothing')
})

test('sentences are told apart, and blocks of code and headings left out', () => {
  const page =
    '# A\n\nOne. Two:\n\n```sh\nnpm i\n```\n\n- **Three.** `Four` is\n  long\n- Five\n\n| a | b |\n| - | - |\n'
  expect(sentencesOf(page)).toEqual(['One.', 'Two:', '- **Three.**', '`Four` is   long', '- Five', '| a | b |'])
})
