/** Values that are a few random steps away from given ones. */
import fc from 'fast-check'

/** Names that mean something somewhere, or are hard on whoever looks them up. */
const names = [
  ...['errors', 'data', 'included', 'meta', 'jsonapi', 'links', 'id', 'status', 'code', 'title', 'detail', 'source'],
  ...[
    'pointer',
    'parameter',
    'header',
    'about',
    'type',
    'self',
    'next',
    'href',
    'rel',
    'hreflang',
    'describedby',
    'ext',
  ],
  ...[
    '@x',
    '@',
    'x:y',
    'x:',
    ':y',
    'a+:b',
    'atomic:operations',
    'atomic:results',
    '',
    'a',
    '_a',
    'a b',
    'a-',
    'é',
    '\ud83d',
    '😀',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'length',
    '0',
    'a/b',
    'a~b',
    'a.b',
    'a:b@c',
    'a@b:c',
    'a\nb',
  ],
]

const texts = [
  '',
  '/',
  '/data',
  'data',
  '~',
  '/~2',
  '404',
  '4040',
  '/a b',
  '%zz',
  'https://x/?y#z',
  'urn:x',
  'next',
  'en-GB',
  'é',
  '\n',
  'Next',
]

const leaf = fc.constantFrom<unknown>(null, true, 0, 404, ...texts, {}, [])
const member = fc.constantFrom(...names)
const branch = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(member, tie('any'), { maxKeys: 3 }),
  ),
})).any

/** Where to go down, which member to touch, and what to put there: `undefined` removes it. */
const step = fc.record({
  path: fc.array(fc.nat(9), { maxLength: 5 }),
  name: fc.option(member),
  value: fc.option(branch, { nil: undefined }),
})

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** A JSON value that is one of `values` after up to four steps. */
export function mutated(values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.tuple(fc.constantFrom(...values), fc.array(step, { maxLength: 4 })).map(([value, steps]) => {
    const root = { value: structuredClone(value) }
    for (const each of steps) take(each, root)
    return root.value
  })
}

function take({ path, name, value }: Step, root: { value: unknown }): void {
  let parent: object = root
  let key = 'value'
  for (const choice of path) {
    const next: unknown = Object.hasOwn(parent, key) ? Reflect.get(parent, key) : undefined
    if (typeof next !== 'object' || next === null) break
    const keys = Object.keys(next)
    const chosen = keys[choice % (keys.length + 1)]
    if (chosen === undefined && name === null) break
    parent = next
    key = chosen ?? name ?? ''
  }
  if (value === undefined && parent !== root) Reflect.deleteProperty(parent, key)
  else put(parent, key, value === undefined ? null : structuredClone(value))
}

/** Arrays only get longer at their end; `__proto__` becomes a member like any other. */
function put(parent: object, key: string, value: unknown): void {
  if (Array.isArray(parent)) parent[key in parent ? Number(key) : parent.length] = value
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}
