import { expect, test } from 'vitest'
import { readClaims, sentencesOf } from '../../scripts/claims.js'

const { claims, faults } = readClaims()

test('every sentence of the documentation has something behind it that exists', () => {
  expect(faults).toEqual([])
  expect(claims.length).toBeGreaterThan(100)
})

test('sentences are told apart, and blocks of code and headings left out', () => {
  const page =
    '# A\n\nOne. Two:\n\n```sh\nnpm i\n```\n\n- **Three.** `Four` is\n  long\n- Five\n\n| a | b |\n| - | - |\n'
  expect(sentencesOf(page)).toEqual(['One.', 'Two:', '- **Three.**', '`Four` is   long', '- Five', '| a | b |'])
})
