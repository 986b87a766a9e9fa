import { expectTypeOf, test } from 'vitest'
import { type Explanation, type en, explain, type Language } from '../../src/explain/index.js'
import type { ReactorCode } from '../../src/reactor/index.js'

test('a code of the catalog is explained for certain, and its code stays literal', () => {
  expectTypeOf(explain('not-found')).toEqualTypeOf<Explanation<'not-found'>>()
  expectTypeOf(explain('not-found').code).toEqualTypeOf<'not-found'>()
})

test('any other string may have no explanation', () => {
  expectTypeOf(explain('not-fuond')).toEqualTypeOf<Explanation | undefined>()
  expectTypeOf(explain('403025')).toEqualTypeOf<Explanation | undefined>()
  expectTypeOf<string>().toExtend<Parameters<typeof explain>[0]>()
})

test('English has sentences for every code, and another language for as many as it has', () => {
  expectTypeOf<keyof typeof en.codes>().toEqualTypeOf<ReactorCode>()
  expectTypeOf<{ tag: 'tlh'; codes: { 'not-found': { cause: string } } }>().toExtend<Language>()
  expectTypeOf<{ tag: 'tlh'; codes: { 'not-found': { cause: number } } }>().not.toExtend<Language>()
})
