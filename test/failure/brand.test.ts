import { expect, test } from 'vitest'
import { BRAND, dialectOf } from '../../src/failure/brand.js'
import { reactor } from '../../src/reactor/index.js'

test('an error tells whose it is', () => {
  expect(dialectOf(reactor.error('not-found'))).toBe('ReactorError')
  expect(dialectOf({ [BRAND]: 'Own' })).toBe('Own')
})

const { proxy, revoke } = Proxy.revocable({}, {})
revoke()

test.each<[what: string, value: unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'ReactorError'],
  ['a function', Object.assign(() => 1, { [BRAND]: 'Own' })],
  ['an object without the mark', {}],
  ['one whose mark is no name', { [BRAND]: 5 }],
  ['one that cannot be read', proxy],
])('%s is none of ours', (_, value) => {
  expect(dialectOf(value)).toBeUndefined()
})
