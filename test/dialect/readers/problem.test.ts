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
  ])('is known by its members: %s', (_, body, status) => {
    expect(read(body, status, 'application/json')).toMatchObject([{ format: 'problem' }])
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
  ['a resource', { data: {}, title: 'T', status: 400 }, 400],
  ['a title that is no text', { title: 5, status: 400 }, 400],
])('%s is left to others', (_, body, status, contentType) => {
  expect(read(body, status, contentType)).toBeUndefined()
})
