import { expect, test } from 'vitest'
import { type CodeDefinition, catalogEntry } from '../../src/dialect/catalog.js'

test('an entry has every member, and what was defined before what is usual', () => {
  expect(catalogEntry('a', { title: 'A', status: 401 })).toStrictEqual({
    ...{ code: 'a', title: 'A', status: 401, delivery: 'immediate', category: 'other', retry: 'after-sign-in' },
    ...{ resources: [], pointer: null, documented: [] },
  })
  const whole: CodeDefinition = {
    title: 'A',
    status: 401,
    delivery: 'either',
    category: 'c',
    retry: 'never',
    resources: ['r'],
    pointer: '/data',
    documented: ['title'],
  }
  expect(catalogEntry('a', whole)).toStrictEqual({ code: 'a', ...whole })
})

test('a status that says nothing of retrying wants a fix', () => {
  expect(catalogEntry('a', { title: 'A', status: 302 }).retry).toBe('after-fix')
})
