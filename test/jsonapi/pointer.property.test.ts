import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  buildPointer,
  describePointer,
  fromFragment,
  isPointer,
  nearestPointer,
  PointerSyntaxError,
  parsePointer,
  pointerExists,
  rebasePointer,
  resolvePointer,
  toFragment,
} from '../../src/jsonapi/pointer.js'
import { documentsWith } from './documents.js'

/** Any text: whole characters, half surrogate pairs, names of inherited members, and what has to be escaped. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0xd7f0, max: 0xe00f }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({ unit: fc.constantFrom('~', '/', '0', '1', '2', '#', '%', '-') }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '0', '1', '01', '-', ''),
)
const segments = fc.array(anyText, { maxLength: 6 })
const pointers = segments.map((each) => buildPointer(each))

/** Documents whose members have names as awkward as the pointers'. */
const documents = documentsWith(anyText)

/** A pointer to every value in `document`. */
function pointersOf(document: unknown, at: readonly string[] = []): string[] {
  const below = typeof document === 'object' && document !== null ? Object.entries(document) : []
  return [buildPointer(at), ...below.flatMap(([name, value]) => pointersOf(value, [...at, name]))]
}

test('segments come back from the pointer that is built from them', () => {
  fc.assert(
    fc.property(segments, (each) => {
      expect(parsePointer(buildPointer(each))).toEqual(each)
    }),
  )
})

test('a pointer comes back from the segments that are parsed from it', () => {
  fc.assert(
    fc.property(pointers, (pointer) => {
      expect(buildPointer(parsePointer(pointer))).toBe(pointer)
    }),
  )
})

test('parsing throws for exactly the texts that are no pointers, as the grammar of RFC 6901 has it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const grammatical = /^(?:\/(?:[^~/]|~0|~1)*)*$/.test(text)
      expect(isPointer(text)).toBe(grammatical)
      if (grammatical) expect(parsePointer(text)).toEqual(text === '' ? [] : expect.any(Array))
      else expect(() => parsePointer(text)).toThrow(PointerSyntaxError)
    }),
  )
})

test('every value of a document is found by its pointer', () => {
  fc.assert(
    fc.property(documents, (document) => {
      for (const pointer of pointersOf(document)) expect(pointerExists(document, pointer)).toBe(true)
    }),
  )
})

test('only values of the document are found', () => {
  fc.assert(
    fc.property(documents, pointers, (document, pointer) => {
      expect(pointerExists(document, pointer)).toBe(pointersOf(document).includes(pointer))
    }),
  )
})

test('resolving, describing and looking for the nearest never throw, whatever the document and the pointer', () => {
  fc.assert(
    fc.property(fc.anything(), fc.oneof(anyText, pointers, fc.anything()), (document, anyPointer) => {
      const pointer = anyPointer as string // A wrong argument in the disguise of a right one.
      const resolution = resolvePointer(document, pointer)
      const nearest = nearestPointer(document, pointer)
      expect(typeof describePointer(pointer)).toBe('string')
      expect(pointerExists(document, nearest)).toBe(true)
      expect(resolution.found ? pointer : resolution.nearest).toBe(nearest)
      if (isPointer(pointer)) expect(rebasePointer(pointer, { from: nearest, to: '' })).toBeDefined()
      else expect(nearest).toBe('')
    }),
  )
})

test('a pointer comes back from its fragment, which is all ASCII, unless a half surrogate pair forbids it', () => {
  fc.assert(
    fc.property(pointers, (pointer) => {
      if (/\p{Cs}/u.test(pointer)) {
        expect(() => toFragment(pointer)).toThrow(PointerSyntaxError)
      } else {
        expect(toFragment(pointer)).toMatch(/^#(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-F]{2})*$/)
        expect(fromFragment(toFragment(pointer))).toBe(pointer)
      }
    }),
  )
})

test('any fragment gives a pointer or the documented error', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      try {
        expect(isPointer(fromFragment(`#${text}`))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(PointerSyntaxError)
      }
    }),
  )
})

test('moving to another base and back changes nothing', () => {
  fc.assert(
    fc.property(pointers, pointers, pointers, (rest, from, to) => {
      expect(rebasePointer(from + rest, { from, to })).toBe(to + rest)
      expect(rebasePointer(to + rest, { from: to, to: from })).toBe(from + rest)
    }),
  )
})
