import { expect, test } from 'vitest'
import { openEnvelope } from '../../src/input/log.js'

test.each([
  ['an object', { 'Retry-After': '7', Vary: ['A', 'B'], Age: 1 }],
  [
    'pairs',
    [
      ['Retry-After', '7'],
      ['Vary', ['A', 'B']],
      ['Age', 1],
    ],
  ],
])('an envelope gives status, body, and headers kept as %s', (_name, headers) => {
  expect(openEnvelope({ status: 404, headers, body: { errors: [] } })).toEqual({
    context: {
      status: 404,
      headers: [
        ['Retry-After', '7'],
        ['Vary', 'A,B'],
        ['Age', '1'],
      ],
    },
    body: { errors: [] },
  })
})

test('an envelope may lack headers, or have some that are none', () => {
  for (const headers of [undefined, null, 'a: b', [1, 'a'], {}]) {
    expect(openEnvelope({ status: 200, headers, body: '' })).toEqual({
      context: { status: 200, headers: [] },
      body: '',
    })
  }
})

test('what has no numeric status beside a body is no envelope', () => {
  const others = [
    null,
    'text',
    [],
    {},
    { body: 1 },
    { status: '404', body: 1 },
    { status: 404 },
    Object.create({ status: 1, body: 1 }),
  ]
  for (const other of others) expect(openEnvelope(other)).toBeUndefined()
})
