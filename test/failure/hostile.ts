/** Values that break code which trusts its input: each by name. */

const fail = (): never => {
  throw new RangeError('trap')
}

/** An object whose every use throws. */
const trapped = (target: object = {}): object =>
  new Proxy(target, {
    get: fail,
    has: fail,
    ownKeys: fail,
    getOwnPropertyDescriptor: fail,
    getPrototypeOf: fail,
    set: fail,
    apply: fail,
    construct: fail,
  })

function revoked(target: object = {}): object {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

/** An object with a member that cannot be read. */
const guarded = (name: string, others: object = {}): object =>
  Object.defineProperty({ ...others }, name, { enumerable: true, get: fail })

function circular(): object {
  const value: Record<string, unknown> = { code: 'circular' }
  value['errors'] = [value]
  value['meta'] = value
  value['error'] = value
  return value
}

/** `levels` objects or arrays in each other. */
function deep(levels: number, wrap: (inner: unknown) => unknown = (inner) => ({ errors: [inner] })): unknown {
  let value: unknown = null
  for (let i = 0; i < levels; i++) value = wrap(value)
  return value
}

/** Few objects that are many when written out: each holds the next one twice. */
const bomb = (): unknown => deep(64, (inner) => ({ a: inner, b: inner }))

// Made once: they are large, and plain enough to be shared.
const DEEP = {
  objects: deep(100_000),
  lists: deep(100_000, (inner) => [inner]),
  errors: deep(100_000, (inner) => ({ error: inner, detail: inner, meta: inner })),
}

const nullPrototype = (members: object): object => Object.assign(Object.create(null) as object, members)

const INNER: Family = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['true', () => true],
  ['false', () => false],
  ['zero', () => 0],
  ['NaN', () => Number.NaN],
  ['a number', () => 42],
  ['a bigint', () => 10n],
  ['a symbol', () => Symbol('s')],
  ['a function', () => fail],
  ['a class', () => class {}],
  ['an empty text', () => ''],
  ['a text', () => 'text'],
  ['half a surrogate pair', () => '\ud800'],
  ['an empty object', () => ({})],
  ['an empty array', () => []],
  ['a list of null', () => [null]],
  ['a sparse list', () => new Array(3)],
  ['a list with an empty object', () => [{}]],
  ['a list of lists', () => [[[]]]],
  ['a date', () => new Date(Number.NaN)],
  ['a map', () => new Map([['errors', [{}]]])],
  ['an error', () => new TypeError('plain')],
  ['a circle', circular],
  ['a bomb', bomb],
  ['a value 100,000 levels deep', () => DEEP.objects],
  ['lists 100,000 levels deep', () => DEEP.lists],
  ['errors 100,000 levels deep', () => DEEP.errors],
  ['a null-prototype object', () => nullPrototype({ code: 'a' })],
  ['a frozen object', () => Object.freeze({ code: 'a', title: 'A' })],
  [
    'an object with the members of every object',
    () => JSON.parse('{"__proto__":{"a":1},"constructor":1,"toString":2}'),
  ],
  ['a getter that throws', () => guarded('code', { title: 'A' })],
  ['a trapped proxy', () => trapped()],
  ['a trapped list', () => trapped([])],
  ['a trapped function', () => trapped(() => undefined)],
  ['a revoked proxy', () => revoked()],
  ['a revoked list', () => revoked([])],
  ['something that JSON cannot write', () => ({ toJSON: fail, toString: fail, [Symbol.toPrimitive]: fail })],
]

const MEMBERS = [
  ...['errors', 'error', 'error_code', 'error_description', 'message', 'data', 'included', 'meta', 'type', 'title'],
  ...['status', 'detail', 'code', 'jsonapi', 'delivery', 'cause', 'stack', '__proto__', 'constructor'],
]

/** An own member of any name, `__proto__` included. */
const own = (name: string, value: unknown): object =>
  Object.defineProperty({}, name, { value, enumerable: true, configurable: true, writable: true })

/** A family of hostile values: each by name, and how to make it. */
export type Family = readonly (readonly [name: string, make: () => unknown])[]

const inside = (wrap: (inner: unknown) => unknown): Family =>
  INNER.map(([name, make]) => [name, () => wrap(make())] as const)

const throwing = (names: readonly string[], wrap: (guarded: object) => unknown, others: object = {}): Family =>
  names.map((name) => [name, () => wrap(guarded(name, others))] as const)

const MARK = Symbol.for('reactor-errors.dialect')
const ERROR_MEMBERS = ['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta', '__proto__']
const DETAILS = ['status_details', 'refresh_status_details', 'refresh_status', 'republish_status']

/** Hostile values, by the part of a response that they stand in. */
export const hostileValues: readonly (readonly [family: string, values: Family])[] = [
  ['any value', INNER],
  ...MEMBERS.map((member) => [`anything as ${member}`, inside((inner) => own(member, inner))] as const),
  ['a member that throws', throwing(MEMBERS, (value) => value)],
  ...ERROR_MEMBERS.map(
    (member) =>
      [`anything as ${member} of an error object`, inside((inner) => ({ errors: [own(member, inner)] }))] as const,
  ),
  ['a member of an error object that throws', throwing(ERROR_MEMBERS, (value) => ({ errors: [value] }), { code: 'a' })],
  ['a source that throws', throwing(['pointer', 'parameter'], (source) => ({ errors: [{ code: 'a', source }] }))],
  ['meta that throws', throwing(['request_id'], (meta) => ({ errors: [{ code: 'a', meta }] }))],
  ...['attributes', 'meta', 'type', 'id'].map(
    (member) => [`anything as ${member} of a resource`, inside((inner) => ({ data: own(member, inner) }))] as const,
  ),
  ...DETAILS.map(
    (member) =>
      [
        `anything as ${member} of a failed resource`,
        inside((inner) => ({
          data: [{ type: 't', id: 'i', attributes: { status: 'failed' }, meta: own(member, inner) }],
        })),
      ] as const,
  ),
  [
    'anything as the members of a failure',
    inside((inner) => ({
      ...{ errors: [{ code: 'a' }], delivery: 'immediate', format: 'text', status: inner, requestId: inner },
      ...{ retryAfter: inner, resource: inner, field: inner, document: inner, repairs: inner },
    })),
  ],
  [
    'an error of others',
    [
      ['its cause throws', () => Object.defineProperty(new Error('e'), 'cause', { get: fail })],
      ['its message throws', () => Object.defineProperty(new Error('e'), 'message', { get: fail })],
      ['its stack is none', () => Object.assign(new Error('e'), { stack: undefined })],
      ['an AggregateError of nothing', () => new AggregateError([])],
      ['an AggregateError of anything', () => new AggregateError([null, 1, new Error('e'), revoked()])],
      ['an AggregateError of marks', () => new AggregateError([{ [MARK]: 'a' }, { [MARK]: 'a', errors: null }])],
    ],
  ],
  [
    'something that bears the mark of our errors',
    [
      ['and throws', () => guarded('code', { [MARK]: 'ReactorError' })],
      ['and nothing else', () => ({ [MARK]: 'ReactorError' })],
      ['as a number', () => ({ [MARK]: 1 })],
    ],
  ],
]

/** Texts that break code which trusts its input, by name. */
export const hostileTexts: readonly (readonly [name: string, make: () => string])[] = [
  ['objects 100,000 levels deep', () => '{"errors":[{"meta":'.repeat(100_000)],
  ['whole objects 100,000 levels deep', () => `${'{"errors":['.repeat(100_000)}1${']}'.repeat(100_000)}`],
  ['errors in errors 100,000 levels deep', () => `${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['lists with items 100,000 levels deep', () => '[1,'.repeat(100_000)],
  ['lists 100,000 levels deep', () => '['.repeat(100_000)],
  ['closing brackets', () => ']}'.repeat(100_000)],
  ['an opening bracket and closing ones', () => `{${']}'.repeat(100_000)}`],
  ['a text that never ends', () => `{"errors":[{"code":"${'a'.repeat(100_000)}`],
  ['backslashes', () => `{"errors":["${'\\'.repeat(100_001)}`],
  ['quotes', () => `{${'"'.repeat(100_001)}`],
  ['colons', () => `{${':'.repeat(100_000)}`],
  ['commas', () => `[${','.repeat(100_000)}`],
  ['a page without end', () => `<html><title>${'<'.repeat(100_000)}`],
  ['a title without end', () => `<title${'<title'.repeat(20_000)}`],
  ['whitespace', () => ' \n'.repeat(100_000)],
  ['NUL', () => '\0'.repeat(1000)],
  ['byte order marks', () => '\ufeff'.repeat(1000)],
  ['half surrogate pairs', () => '{"errors":[{"code":"\ud800","detail":"\udc00"}]}'],
  ['escaped half surrogate pairs', () => '{"errors":[{"code":"\\ud800","detail":"\\udc00"}]}'],
  ['__proto__ everywhere', () => '{"__proto__":{"errors":[{"code":"a"}]},"errors":[{"__proto__":{"code":"b"}}]}'],
  ['a polluted code', () => '{"errors":[{"code":"__proto__"},{"code":"constructor"},{"code":"toString"}]}'],
  ['duplicate members', () => '{"errors":[{"code":"a"}],"errors":5}'],
]

/** Contexts of responses that break code which trusts its input, by name. */
export const hostileContexts: readonly (readonly [name: string, make: () => unknown])[] = [
  ['null', () => null],
  ['a number', () => 1],
  ['a text', () => 'text'],
  ['a trapped proxy', () => trapped()],
  ['a revoked proxy', () => revoked()],
  ['a status that throws', () => guarded('status')],
  ['headers that throw', () => guarded('headers', { status: 500 })],
  ['a status that is text', () => ({ status: '500' })],
  ['a status of NaN', () => ({ status: Number.NaN })],
  ['a status of Infinity', () => ({ status: Number.POSITIVE_INFINITY })],
  ['a status of -1', () => ({ status: -1 })],
  ['a status of 0', () => ({ status: 0 })],
  ['a status of 404.5', () => ({ status: 404.5 })],
  ['a status that is a symbol', () => ({ status: Symbol('s') })],
  ['headers that are null', () => ({ status: 500, headers: null })],
  ['headers that are text', () => ({ status: 500, headers: 'text' })],
  ['headers that are a number', () => ({ status: 500, headers: 1 })],
  ['headers that are trapped', () => ({ status: 500, headers: trapped() })],
  ['headers that are revoked', () => ({ status: 500, headers: revoked() })],
  ['headers whose get throws', () => ({ status: 500, headers: { get: fail } })],
  ['headers whose get gives anything', () => ({ status: 500, headers: { get: () => Symbol('s') } })],
  ['headers whose items are anything', () => ({ status: 500, headers: [null, 1, {}] })],
  ['headers whose iterator throws', () => ({ status: 500, headers: { [Symbol.iterator]: fail } })],
  ['headers that are lists without end', () => ({ status: 500, headers: { 'retry-after': circularList() } })],
  [
    'headers whose values are anything',
    () => ({ status: 500, headers: { 'retry-after': {}, date: null, 'content-type': 5 } }),
  ],
]

function circularList(): unknown[] {
  const list: unknown[] = []
  list.push(list)
  return list
}
