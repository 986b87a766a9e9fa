import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { type ErrorGroups, groupErrors } from '../../src/jsonapi/group.js'

const { proxy, revoke } = Proxy.revocable<ErrorObject[]>([], {})
revoke()

/** Whatever came over the wire, in the disguise of error objects. */
const asErrors = (value: unknown) => value as readonly ErrorObject[]

function everyError(groups: ErrorGroups): ErrorObject[] {
  const maps = [groups.pointer, groups.parameter, groups.header]
  return [...maps.flatMap((map) => [...map.values()]), groups.none].flat()
}

describe('errors', () => {
  test('are grouped by pointer, parameter, header or none, all of them, in their order', () => {
    const unique = { code: 'not-unique', source: { pointer: '/data/attributes/name' } } as const
    const readOnly = { code: 'read-only', source: { pointer: '/data/attributes/name' } } as const
    const owner = { code: 'not-found', source: { pointer: '/data/relationships/owner/data/name' } } as const
    const included = { code: 'blank', source: { pointer: '/included/0/attributes/a~1b' } } as const
    const page = { code: 'too-large', source: { parameter: 'page[size]' } } as const
    const sort = { code: 'unknown', source: { parameter: 'Sort' } } as const
    const accept = { code: 'unsupported', source: { header: 'Accept' } } as const
    const accept2 = { code: 'unsupported-2', source: { header: 'ACCEPT' } } as const
    const down = { code: 'internal-error' } as const
    const groups = groupErrors([accept, unique, down, owner, readOnly, page, included, accept2, sort])
    expect(groups).toEqual({
      pointer: new Map<string, unknown>([
        ['/data/attributes/name', [unique, readOnly]],
        ['/data/relationships/owner/data/name', [owner]],
        ['/included/0/attributes/a~1b', [included]],
      ]),
      parameter: new Map<string, unknown>([
        ['page[size]', [page]],
        ['Sort', [sort]],
      ]),
      header: new Map([['accept', [accept, accept2]]]),
      none: [down],
    })
    expect([...groups.pointer.keys()]).toEqual([
      '/data/attributes/name',
      '/data/relationships/owner/data/name',
      '/included/0/attributes/a~1b',
    ])
    expect(groups.pointer.get('/data/attributes/name')?.[0]).toBe(unique)
  })

  test('whose source names several things stand under the first of pointer, parameter, header', () => {
    const all = { source: { header: 'accept', parameter: 'include', pointer: '/data' } }
    const two = { source: { header: 'accept', parameter: 'include' } }
    expect(groupErrors([all, two])).toEqual({
      pointer: new Map([['/data', [all]]]),
      parameter: new Map([['include', [two]]]),
      header: new Map(),
      none: [],
    })
  })

  test('are told apart by the case of pointers and parameters, as JSON and URLs tell it apart', () => {
    const errors = ['/data/a', '/data/A'].flatMap((name) => [
      { source: { pointer: name } },
      { source: { parameter: name } },
    ])
    const { pointer, parameter } = groupErrors(errors)
    expect([...pointer.keys(), ...parameter.keys()]).toEqual(['/data/a', '/data/A', '/data/a', '/data/A'])
  })

  test('that blame the whole document stand under the empty pointer', () => {
    expect(groupErrors([{ source: { pointer: '' } }]).pointer.get('')).toHaveLength(1)
  })

  test.each([
    ['data', { pointer: 'data' }],
    ['#/data', { pointer: '#/data' }],
    ['/a~2', { pointer: '/a~2' }],
    ['a number', { pointer: 1 }],
    ['null', { pointer: null }],
    ['nothing', {}],
    ['an empty array', []],
    ['text', 'pointer'],
    ['no source', null],
    ['an inherited member', Object.create({ pointer: '/data' })],
  ])('whose source is %j stand under none', (_, source) => {
    const error = { source } as ErrorObject
    expect(groupErrors([error])).toEqual({
      pointer: new Map(),
      parameter: new Map(),
      header: new Map(),
      none: [error],
    })
  })

  test('whose pointer is none stand under the parameter or header that they name too', () => {
    const parameter = { source: { pointer: 'include', parameter: 'include' } }
    const header = { source: { pointer: 'include', parameter: 7, header: 'X-Id' } }
    const groups = groupErrors(asErrors([parameter, header]))
    expect(groups.parameter.get('include')).toEqual([parameter])
    expect(groups.header.get('x-id')).toEqual([header])
  })

  test('may blame members with the names of inherited ones', () => {
    const sources = [{ parameter: '__proto__' }, { parameter: 'constructor' }, { header: 'toString' }]
    const groups = groupErrors<ErrorObject>(sources.map((source) => ({ source })))
    expect([...groups.parameter.keys()]).toEqual(['__proto__', 'constructor'])
    expect([...groups.header.keys()]).toEqual(['tostring'])
    expect(everyError(groups)).toHaveLength(3)
  })

  test('that are no error objects, or cannot be read into, stand under none', () => {
    const throwing = Object.defineProperty({}, 'source', { get: fail })
    const groups = groupErrors(asErrors([null, 7, 'text', throwing, proxy]))
    expect(groups.none).toHaveLength(5)
    expect(groups.none[3]).toBe(throwing)
  })

  test('that cannot be reached at all are left out', () => {
    const errors = Object.defineProperty([{ id: '0' }, { id: '1' }], 0, { get: fail })
    expect(everyError(groupErrors(errors))).toEqual([{ id: '1' }])
    expect(everyError(groupErrors(new Array(3)))).toEqual([])
    expect(everyError(groupErrors(Object.assign(new Array(1e8), { 99: { id: '99' } })))).toEqual([{ id: '99' }])
    const names = { input: {}, '-1': {}, '0.0': {}, '00': {} }
    expect(everyError(groupErrors(Object.assign([{ id: '0' }], names)))).toEqual([{ id: '0' }])
  })

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['an error object', { source: { pointer: '/data' } }],
    ['text', 'errors'],
  ])('are not there in %s', (_, value) => {
    expect(everyError(groupErrors(asErrors(value)))).toEqual([])
  })

  test('are not there in a revoked proxy', () => {
    expect(everyError(groupErrors(proxy))).toEqual([])
  })

  test('stand in one group each, however awkward their sources are', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', '/', '/data', '__proto__'))
    const source = fc.oneof(
      fc.record({ pointer: text, parameter: text, header: text }, { requiredKeys: [] }),
      fc.anything(),
    )
    const errors = fc.array(fc.oneof(fc.record({ source }), fc.anything()))
    fc.assert(
      fc.property(errors, (given) => {
        const grouped = everyError(groupErrors(asErrors(given)))
        expect(grouped).toHaveLength(given.length)
        expect(new Set<unknown>(grouped)).toEqual(new Set(given))
      }),
    )
  })
})

function fail(): never {
  throw new Error('read')
}
