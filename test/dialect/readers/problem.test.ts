import { describe, expect, test } from 'vitest'
import { readContext } from '../../../src/dialect/reader.js'
import { readProblem } from '../../../src/dialect/readers/problem.js'

const read = (body: unknown, status?: number, contentType?: string) =>
  readProblem(body, readContext({ status, headers: { 'content-type': contentType } }))

describe('a problem', () => {
  test('is known by its media type, whatever it holds', () => {
    expect(read({ detail: 'D' }, 400, 'application/problem+json')).toStrictEqual([
      { errors: [{ detail: 'D' }], delivery: 'immediate', origin: 'received', format: 'problem', status: 400 },
    ])
    expect(read({}, undefined, 'Application/Problem+JSON; charset=utf-8')).toHaveLength(1)
  })

  test.each<[what: string, body: object, status?: number]>([
    ['a title and its own status', { title: 'BadRequestError', status: 400 }],
    ['a type and its own status', { type: 'https://example.com/t', status: 503 }],
    ['a title and the status of the response', { title: 'BadRequestError' }, 400],
    ['a path for a type', { type: '/t' }, 400],
    ['a fragment for a type', { type: '#t' }, 400],
    ['a relative path for a type', { type: './t' }, 400],
    ['a URN for a type', { type: 'urn:t' }, 400],
    ['a word for a type, and a detail', { type: 't', detail: 'D' }, 400],
    ['a type, a title and a detail', { type: 't', title: 'T', detail: 'D' }],
    ['a type, a title and an instance', { type: 't', title: 'T', instance: '/i' }],
    ['a type, a title and a list', { type: 't', title: 'T', errors: [] }],
  ])('is known by its members: %s', (_, body, status) => {
    expect(read(body, status, 'application/json')).toMatchObject([{ format: 'problem' }])
  })

  test('has its own detail before other words', () => {
    expect(read({ title: 'T', status: 400, detail: 'D', message: 'M' })).toMatchObject([
      { errors: [{ title: 'T', detail: 'D', meta: { message: 'M' } }] },
    ])
  })

  test.each([{ errors: 'errors' }, { errors: 'violations' }])('has as many $errors as can be read', ({ errors }) => {
    const list = (length: number) => ({ title: 'T', status: 400, [errors]: Array(length).fill({ detail: 'a' }) })
    const [whole, more] = [read(list(errors === 'errors' ? 1000 : 999)), read(list(1001))]
    expect(whole?.[0]).not.toHaveProperty('repairs')
    expect(more).toMatchObject([
      {
        errors: { length: 1000 },
        repairs: [{ pointer: '/errors', message: 'Only the first 1000 of 1001 problems were read', received: 1001 }],
      },
    ])
  })

  test('has the status of the response before its own', () => {
    expect(read({ title: 'T', status: 400 }, 502)).toMatchObject([{ status: 502, errors: [{ status: '400' }] }])
    expect(read({ title: 'T', status: 400 })).toMatchObject([{ status: 400 }])
  })
})

test.each<[what: string, body: unknown, status?: number, contentType?: string]>([
  ['text', 'text', 400, 'application/problem+json'],
  ['null', null, 400, 'application/problem+json'],
  ['a list', [{ title: 'T' }], 400, 'application/problem+json'],
  ['a success', { title: 'A book', type: 'novel' }, 200],
  ['a success that says so', { title: 'A book', status: 200 }],
  ['a title without any status', { title: 'A book' }],
  ['a status without words', { status: 400 }, 400],
  ['a status below those of failures', { title: 'T', status: 399 }],
  ['a word for a type', { type: 'novel', status: 400 }],
  ['two words for a type', { type: 'novel/short', status: 400 }],
  ['a type that is no text', { type: 5, detail: 'D', status: 400 }],
  ['a type and a title without any status', { type: 'novel', title: 'A book' }],
  ['a title and a detail without any status', { title: 'A book', detail: 'D' }],
  ['a type and a detail without any status', { type: 'novel', detail: 'D' }],
  ['a type that is no text, without any status', { type: 5, title: 'A book', detail: 'D' }],
  ['a detail that is no text, without any status', { type: 'novel', title: 'A book', detail: 5 }],
  ['attributes', { attributes: {}, title: 'T', status: 400 }],
  ['a resource', { data: {}, title: 'T', status: 400 }, 400],
  ['a title that is no text', { title: 5, status: 400 }, 400],
])('%s is left to others', (_, body, status, contentType) => {
  expect(read(body, status, contentType)).toBeUndefined()
})

test.each([
  [999, 1000, undefined],
  [1000, 1000, [{ pointer: '/errors', message: 'Only the first 1000 of 1001 problems were read', received: 1001 }]],
])('of the problem and %i errors in other words that it lists %i are read', (length, most, repairs) => {
  const violations = Array.from({ length }, (_, index) => ({ field: `f${index}`, message: 'M' }))
  const [failure] = read({ title: 'T', detail: 'D', status: 400, violations }) ?? []
  expect(failure?.errors).toHaveLength(most)
  expect(failure?.repairs).toEqual(repairs)
})
