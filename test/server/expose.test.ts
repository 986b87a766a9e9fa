import { afterEach, describe, expect, test, vi } from 'vitest'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { reactor } from '../../src/reactor/index.js'
import type { ExposureLevel, RespondOptions } from '../../src/server/options.js'
import { renderResponse } from '../../src/server/respond.js'
import { errorFor, errorsFor } from './answered.js'

const object = (status: string) => ({
  id: '1',
  links: { about: '/1', type: '/a' },
  status,
  code: 'a',
  title: 'A',
  detail: 'What happened',
  source: { pointer: '/data', parameter: 'page[size]', header: 'Accept' },
  meta: { limit: 5 },
  '@at': { x: 1 },
  'ns:member': [1],
})
const thrown = (status: string) =>
  new JsonApiError({ errors: [object(status)], delivery: 'immediate', format: 'json:api' })
const always = ['id', 'links', 'status', 'code', 'title', 'source', 'meta']
const more = [...always, '@at', 'ns:member', 'detail'].sort()

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('by default', () => {
  test('a client’s mistakes are told whole, faults of the server are not', () => {
    expect(Object.keys(errorFor(thrown('422'))).sort()).toEqual(more)
    expect(errorFor(thrown('422')).meta).toMatchObject({ limit: 5 })
    expect(Object.keys(errorFor(thrown('503')))).toEqual(always)
    expect(Object.keys(errorFor(thrown('503')).meta ?? {})).toEqual(['request_id'])
  })

  test('each error object counts by its own status', () => {
    const told = errorsFor({ errors: [object('422'), object('500')] }).map((error) => 'detail' in error)
    expect(told).toEqual([true, false])
  })

  test('the text of an unknown error is not told', () => {
    expect(errorFor(new Error('secret'))).toEqual({
      ...{ id: expect.any(String), status: '500', code: 'internal-error', title: 'Internal Error' },
      meta: { request_id: expect.any(String) },
    })
    expect(reactor.entry('internal-error').title).toBe('Internal Error')
  })
})

describe('a level', () => {
  test.each<[expose: RespondOptions['expose'], tells4xx: boolean, tells5xx: boolean]>([
    [0, false, false],
    [1, false, false],
    [2, true, true],
    [3, true, true],
    [{}, true, false],
    [{ '5xx': 2 }, true, true],
    [{ '4xx': 0, '5xx': 2 }, false, true],
    [{ '4xx': 0 }, false, false],
    [(status) => (status === 503 ? 2 : 1), false, true],
    [7 as ExposureLevel, false, false],
    [Number.NaN as ExposureLevel, false, false],
    ['2' as never, false, false],
    [() => undefined as never, false, false],
  ])('of %o', (expose, tells4xx, tells5xx) => {
    const tells = (status: string) => 'detail' in errorFor(thrown(status), { expose, production: false })
    expect(['400', '422', '499'].map(tells)).toEqual([tells4xx, tells4xx, tells4xx])
    expect(tells('503')).toBe(tells5xx)
  })

  test('of 2 tells the text of an unknown error without secrets', () => {
    const text = 'No answer from https://db.example.com/?password=hunter2'
    expect(errorFor(new Error(text), { expose: 2 }).detail).toBe('No answer from https://db.example.com/[redacted]')
    expect(errorFor(text, { expose: 2 }).detail).not.toContain('hunter2')
    expect(errorFor(new Error(''), { expose: 2 })).not.toHaveProperty('detail')
  })

  test.each([1960, 1900, 990])('of 2 tells no part of a secret that is cut off, %i characters on', (length) => {
    const text = `${'x'.repeat(length)} https://user:${'hunter2'.repeat(20)}@example.com/ and ${'y'.repeat(4000)}`
    const { detail = '' } = errorFor(new Error(text), { expose: 2 })
    expect(detail).not.toContain('hunter')
    expect(detail).toMatch(/^x+.*…$/)
    expect(detail.length).toBeLessThanOrEqual(2000)
  })
})

test('a text that masks make too long is cut once more', () => {
  const { detail = '' } = errorFor(new Error('token=a1 '.repeat(200)), { expose: 2 })
  expect(detail).toMatch(/^(?:token=\[redacted\] )+token=\[redacted\]…$/)
  expect(detail.length).toBeLessThanOrEqual(2000)
})

describe('level 3', () => {
  const cause = new TypeError('inner, with Bearer abcdefgh', { cause: new Error('innermost', { cause: 'text' }) })
  const error = new Error('outer', { cause })
  const refused = { meta: { request_id: expect.any(String) } }

  test('tells the stack, and the causes without secrets', () => {
    expect(errorFor(error, { expose: 3, production: false })).toMatchObject({
      detail: 'outer',
      meta: {
        stack: expect.stringContaining('expose.test'),
        cause: ['TypeError: inner, with Bearer [redacted]', 'Error: innermost'],
      },
    })
  })

  test('follows causes that turn in a circle no further than five', () => {
    const circle = new Error('again')
    circle.cause = circle
    expect(errorFor(circle, { expose: 3, production: false }).meta?.['cause']).toHaveLength(5)
  })

  test('tells no causes where there are none, and no stack that is no text', () => {
    const bare = Object.assign(new Error('outer'), { stack: undefined })
    const sent = errorFor(bare, { expose: 3, production: false })
    expect([sent.detail, sent.meta]).toEqual(['outer', refused.meta])
  })

  test.each(['text', null, undefined, 7, { errors: [{ status: '422' }], stack: 'at secret.ts', cause }])(
    'has nothing to tell of what is no error: %j',
    (what) => {
      const renderErrors: unknown[] = []
      const onError: RespondOptions['onError'] = (report) => renderErrors.push(report.renderError)
      expect(errorFor(what, { expose: 3, production: false, onError }).meta).toEqual(refused.meta)
      expect(renderErrors).toEqual([undefined])
    },
  )

  test('is refused in production, and its default holds', () => {
    vi.stubEnv('NODE_ENV', 'production')
    expect(errorFor(error, { expose: 3 })).toEqual({ ...errorFor(error), id: expect.any(String), ...refused })
    expect(errorFor(thrown('422'), { expose: 3 })).toHaveProperty('detail')
    expect(errorFor(thrown('422'), { expose: 3 }).meta).not.toHaveProperty('stack')
  })

  test.each(['', 0, Number.NaN, null])(
    'is refused in production where it is forced by anything but false: %j',
    (production) => {
      vi.stubEnv('NODE_ENV', 'production')
      // @ts-expect-error -- callers without types
      expect(errorFor(error, { expose: 3, production }).meta).not.toHaveProperty('stack')
    },
  )

  test('is given elsewhere, and where it is forced', () => {
    vi.stubEnv('NODE_ENV', 'development')
    expect(errorFor(error, { expose: 3 }).meta).toHaveProperty('stack')
    expect(errorFor(error, { expose: 3, production: true }).meta).not.toHaveProperty('stack')
    vi.stubEnv('NODE_ENV', 'production')
    expect(errorFor(error, { expose: 3, production: false }).meta).toHaveProperty('stack')
  })

  test('is refused where nothing says that it is safe: without an environment, or a word of it', () => {
    vi.stubGlobal('process', undefined)
    const sent = renderResponse(error, { expose: 3 })
    const forced = renderResponse(error, { expose: 3, production: false })
    vi.unstubAllGlobals()
    expect(sent.body).not.toContain('expose.test')
    expect(forced.body).toContain('expose.test')
    for (const said of [undefined, '', 'staging', 'Development']) {
      vi.stubEnv('NODE_ENV', said)
      expect(errorFor(error, { expose: 3 }).meta).not.toHaveProperty('stack')
    }
    vi.stubEnv('NODE_ENV', 'test')
    expect(errorFor(error, { expose: 3 }).meta).toHaveProperty('stack')
  })
})

test('a place is told up to the length that one may have', () => {
  const sourceOf = (source: object) => errorFor({ errors: [{ status: '422', source }] }).source
  const [pointer, header] = [`/${'a'.repeat(1999)}`, 'a'.repeat(200)]
  expect(sourceOf({ pointer, header })).toEqual({ pointer, header })
  expect(sourceOf({ pointer: `${pointer}a`, header: `${header}a` })).toBeUndefined()
})

test('members of others are told as far as there is room, and counted', () => {
  const text = 'x y '.repeat(500)
  const names = Array.from({ length: 14 }, (_, index) => `@member_${index}`)
  const error = errorFor({ errors: [{ status: '422', ...Object.fromEntries(names.map((name) => [name, text])) }] })
  const told = names.filter((name) => name in error)
  expect(told).toEqual(names.slice(0, told.length))
  expect(told.length).toBeLessThan(names.length)
  expect(error.meta?.['omitted_members']).toBe(names.length - told.length)
})

test('the names of members of others take room as well', () => {
  const names = Array.from({ length: 300 }, (_, index) => `@m${String(index).padStart(98, '0')}`)
  const error = errorFor({ errors: [{ status: '422', ...Object.fromEntries(names.map((name) => [name, 1])) }] })
  const told = names.filter((name) => name in error)
  expect(told.length).toBeLessThan(names.length)
  expect(error.meta?.['omitted_members']).toBe(names.length - told.length)
})

test('a member is not told that an error object has only from its prototype', () => {
  const error = Object.assign(Object.create({ '@inherited': 1 }), { status: '422', code: 'a', '@own': 1 })
  expect(Object.keys(errorFor([error])).filter((name) => name.startsWith('@'))).toEqual(['@own'])
})

test.each(['@', '@a-b', ':a', 'a:', 'a b:c', 'a:b c'])(
  'a member is not told whose name nobody may give: %s',
  (name) => {
    expect(errorFor({ errors: [{ status: '422', [name]: 1 }] })).not.toHaveProperty([name])
  },
)

describe('the status 500', () => {
  test('is of the class of the server', () => {
    expect(errorFor(thrown('500'), { expose: { '4xx': 0, '5xx': 2 } })).toHaveProperty('detail')
    expect(errorFor(thrown('500'), { expose: { '4xx': 2, '5xx': 0 } })).not.toHaveProperty('detail')
  })
})

describe('meta', () => {
  const withMeta = (meta: Readonly<Record<string, unknown>>) => reactor.error('not-unique', { meta })
  const metaOf = (meta: Readonly<Record<string, unknown>>, options?: RespondOptions) =>
    errorFor(withMeta(meta), options).meta

  test('is told without what stands under the name of a secret', () => {
    expect(metaOf({ api_token: 'abc', nested: [{ text: 'Bearer abcdefgh' }] })).toMatchObject({
      ...{ api_token: '[redacted]', nested: [{ text: 'Bearer [redacted]' }] },
    })
  })

  test('is made fit for JSON, with what was left out told', () => {
    const meta = {
      at: new Date(0),
      big: 1n,
      call: () => 1,
      nan: Number.NaN,
      none: undefined,
      'a.b': 1,
      '-': 2,
      '@x': 3,
    }
    expect(metaOf(meta)).toEqual({
      ...{
        at: '1970-01-01T00:00:00.000Z',
        big: '1',
        call: '[function]',
        nan: '[number]',
        'a-b': 1,
        member: 2,
        '@x': 3,
      },
      request_id: expect.any(String),
    })
    const list = metaOf({ list: Array.from({ length: 5000 }, () => 1) })?.['list']
    expect(Array.isArray(list) && list.at(-1)).toBe(`[${5001 - (Array.isArray(list) ? list.length : 0)} left out]`)
    expect(metaOf(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`m${n}`, n])))).toHaveProperty('left_out')
  })

  test('passes through a redactor, which gets a copy', () => {
    const meta = { keep: 1, drop: { deep: 2 } }
    const sent = metaOf(meta, {
      redactMeta: (copy, error) => {
        expect(copy).toEqual(meta)
        expect(copy).not.toBe(meta)
        expect(error.code).toBe('not-unique')
        return { keep: copy['keep'], token: 'x' }
      },
    })
    expect(sent).toEqual({ keep: 1, token: '[redacted]', request_id: expect.any(String) })
  })

  test.each([undefined, null, 7, 'text', []])('of which a redactor makes %j is none', (given) => {
    expect(metaOf({ a: 1 }, { redactMeta: () => given as never })).toEqual({ request_id: expect.any(String) })
  })

  test('that is not told, or not there, is not redacted', () => {
    const redactMeta = vi.fn()
    renderResponse(thrown('503'), { redactMeta })
    renderResponse(reactor.error('not-unique'), { redactMeta })
    expect(redactMeta).not.toHaveBeenCalled()
  })
})
