import { describe, expect, test } from 'vitest'
import { isHar, readHar } from '../../src/input/har.js'

const har = (...entries: readonly unknown[]) => ({ log: { version: '1.2', entries } })
const read = (...entries: readonly unknown[]) => [...readHar(har(...entries))]
const json = { mimeType: 'application/vnd.api+json' }

describe('a HAR file', () => {
  test('is known by its list of entries', () => {
    expect(isHar(har())).toBe(true)
    for (const other of [null, [], 'log', {}, { log: null }, { log: { entries: {} } }]) expect(isHar(other)).toBe(false)
    expect([...readHar(null)]).toEqual([])
  })

  test('gives method, path, status, headers and text of each answer', () => {
    const entry = {
      request: { method: 'GET', url: 'https://reactor.adobe.io/companies?page%5Bsize%5D=1#top', headers: [] },
      response: {
        status: 404,
        headers: [{ name: 'Retry-After', value: '7' }],
        content: { ...json, text: '{"errors":[]}' },
      },
    }
    expect(read(entry)).toEqual([
      { label: 'GET /companies', status: 404, headers: [['Retry-After', '7']], body: '{"errors":[]}' },
    ])
  })

  test('gives the bytes of a body that is base64', () => {
    const text = Buffer.from('{"errors":[]}').toString('base64')
    const [answer] = read({ response: { status: 500, content: { ...json, text, encoding: 'base64' } } })
    expect(new TextDecoder().decode(answer?.body as Uint8Array)).toBe('{"errors":[]}')
  })

  test.each([
    ['https://example.com', '/'],
    ['https://example.com?token=secret', '/'],
    ['https://example.com/a/b?token=secret', '/a/b'],
    ['/a#b', '/a'],
    ['data:text/plain,x', 'text/plain,x'],
    ['', '/'],
  ])('shows of %j the path %s', (url, path) => {
    expect(read({ request: { method: 'GET', url } })).toMatchObject([{ label: `GET ${path}` }])
  })

  test.each([
    ['a page', { mimeType: 'text/html', text: '<html>' }, [], ''],
    ['JSON', { ...json, text: '{}' }, [], '{}'],
    [
      'a page where JSON was asked for',
      { mimeType: 'text/html', text: '<html>' },
      [{ name: 'ACCEPT', value: 'application/vnd.api+json' }],
      '<html>',
    ],
  ])('keeps of %s that succeeded the body %#', (_name, content, headers, body) => {
    expect(read({ request: { headers }, response: { status: 200, content } })).toMatchObject([{ body }])
  })

  test('may lack everything', () => {
    const nothing = { label: '? /', status: 0, headers: [], body: '' }
    for (const entry of [
      null,
      1,
      'x',
      [],
      {},
      { request: 1, response: [] },
      { response: { status: '200', headers: {} } },
    ]) {
      expect(read(entry)).toEqual([nothing])
    }
    expect(read({ response: { status: 500, headers: [null, { name: 1 }], content: { text: 1 } } })).toMatchObject([
      {
        headers: [
          ['', ''],
          ['', ''],
        ],
        body: '',
      },
    ])
  })
})
