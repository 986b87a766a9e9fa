import { expect, test } from 'vitest'
import { problemOf, UnreadableError } from '../../src/input/problem.js'

const coded = (code: string) => Object.assign(new Error(`${code}: a system's own words`), { code })

test.each([
  [coded('ENOENT'), 'there is no such file'],
  [coded('ENOTDIR'), 'there is no such file'],
  [coded('EISDIR'), 'is a directory, not a file'],
  [coded('EACCES'), 'may not be read (permission denied)'],
  [coded('EPERM'), 'may not be read (permission denied)'],
  [coded('ELOOP'), 'is a symbolic link that leads back to itself'],
  [coded('ENAMETOOLONG'), 'is too long for the name of a file'],
  [coded('ENXIO'), 'is a socket or a device, which cannot be read as a file'],
  [coded('EIO'), "cannot be read: a system's own words (EIO)"],
  [
    Object.assign(new Error("EMFILE: too many open files, open '/secret'"), { code: 'EMFILE' }),
    'cannot be read: too many open files (EMFILE)',
  ],
  [coded('toString'), "toString: a system's own words"],
  [new Error('E2BIG: argument list too long, spawn'), 'cannot be read: argument list too long (E2BIG)'],
  [new Error('caught EIO: i/o error'), 'caught EIO: i/o error'],
  [new UnreadableError('is binary data'), 'is binary data'],
  ['a text', 'a text'],
])('%s is told as: %s', (error, message) => {
  expect(problemOf(error)).toEqual({ kind: 'problem', message })
})

test('an input that cannot be read has an error of its own name', () => {
  expect(new UnreadableError('x').name).toBe('UnreadableError')
})
