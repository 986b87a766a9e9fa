import { expect, test } from 'vitest'
import { problemOf, UnreadableError } from '../../src/input/problem.js'

const coded = (code: string) => Object.assign(new Error(`${code}: a system's own words`), { code })

test.each([
  [coded('ENOENT'), 'there is no such file'],
  [coded('ENOTDIR'), 'there is no such file'],
  [coded('EISDIR'), 'is a directory, not a file'],
  [coded('EACCES'), 'may not be read (permission denied)'],
  [coded('EPERM'), 'may not be read (permission denied)'],
  [coded('EIO'), "EIO: a system's own words"],
  [coded('toString'), "toString: a system's own words"],
  [new UnreadableError('is binary data'), 'is binary data'],
  ['a text', 'a text'],
])('%s is told as: %s', (error, message) => {
  expect(problemOf(error)).toEqual({ kind: 'problem', message })
})
