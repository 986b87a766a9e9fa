import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.js'

const written = sourceFiles.filter(({ path }) => !path.endsWith('.generated.ts'))
const lengths = written.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))

/** The doc comment at the top of a file as one line of text, or nothing. */
function opening(text: string): string | undefined {
  return /^(?:#!.*\n)?\/\*\*([\s\S]*?)\*\//
    .exec(text)?.[1]
    ?.replace(/\n\s*\* ?/g, ' ')
    .trim()
}

test('every source file opens with one sentence that says what it is for', () => {
  const without = sourceFiles.filter(({ text }) => {
    const sentence = opening(text)
    // A URL may end the sentence; a full stop followed by a capital starts a second one.
    return sentence === undefined || !/(?:[.:]|https?:\S+)$/.test(sentence) || /\.\s+\p{Lu}/u.test(sentence)
  })
  expect(without.map(({ path }) => path)).toEqual([])
})

test('no source file is longer than 400 lines, unless generated', () => {
  expect(lengths.filter(({ lines }) => lines > 400)).toEqual([])
})

test('half of the source files are no longer than 100 lines', () => {
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100)
})

test('source files are named in kebab-case', () => {
  const odd = sourceFiles.filter(({ path }) => !/^(?:[a-z0-9-]+\/)*[a-z0-9-]+(?:\.generated)?\.ts$/.test(path))
  // Languages are named by their tags (BCP 47).
  expect(odd.map(({ path }) => path).filter((path) => !/\/languages\/[A-Za-z-]+\.generated\.ts$/.test(path))).toEqual(
    [],
  )
})
