import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recognise } from '../../src/input/recognise.js'

describe('a whole input is recognised by its content', () => {
  test.each([
    ['', 'empty'],
    [' \r\n\t', 'empty'],
    ['HTTP/1.1 404 Not Found\r\n\r\n', 'http'],
    ['\nHTTP/2 404', 'http'],
    ['<!doctype html><p>', 'html'],
    ['<html>', 'html'],
    ['<?xml version="1.0"?>', 'html'],
    ['< HTTP/1.1 404', 'unknown'],
    ['#S7Z OK\nimage.width=1', 'properties'],
    ['#S7Z', 'properties'],
    ['# a comment', 'unknown'],
    ['/*jsonp*/s7jsonResponse({},"");', 'properties'],
    ['/*jsonp', 'unknown'],
    ['s7jsonError ({})', 'properties'],
    ['s7jsonError', 'unknown'],
    ["error.title='Image Corrupt'\nerror.message='x'", 'properties'],
    ["error.message = 'x'", 'properties'],
    ['error.message is empty', 'unknown'],
    ['<prop-group>', 'html'],
    ['{"errors":[]}', 'json'],
    ['{"errors":[]}\n', 'json'],
    ['{\n  "errors": []\n}\n', 'json'],
    ['[\n{},\n{}\n]', 'json'],
    ['{"errors": [\n{"code":"x"}\n]}', 'json'],
    ['null', 'json'],
    ['"text"', 'json'],
    ['{"errors":[', 'json'],
    ['{"errors":[\n{"code":', 'json'],
    ['{"a":1}\n{"a":2}', 'ndjson'],
    ['{"a":1}\r\n\r\n{"a":2}\r\n', 'ndjson'],
    ['{"a":1}\n{"a":', 'ndjson'],
    ['{"a":1}\nnonsense', 'ndjson'],
    ['{"cut off":\n{"a":2}\n{"a":3}', 'ndjson'],
    ['404 Not Found', 'unknown'],
    ['# Heading\n{"a":1}', 'unknown'],
  ])('%j is %s', (text, form) => {
    expect(recognise(text, true)).toBe(form)
  })
})

describe('the beginning of an input', () => {
  test.each([
    ['', undefined],
    ['  ', undefined],
    ['HTT', undefined],
    ['HTTP/1', 'http'],
    ['{"a":1}', undefined],
    ['{"a":1}\n', undefined],
    ['{"a":1}\n{', 'ndjson'],
    ['{\n  "errors": [', undefined],
    ['plain text\n', 'unknown'],
    ['<p', 'html'],
  ])('%j tells %s', (text, form) => {
    expect(recognise(text, false)).toBe(form)
  })

  test('of a long document whose first line is not JSON is enough after a megabyte', () => {
    const filling = ' '.repeat(1 << 20)
    expect(recognise(`{\n  "a":${filling}`, false)).toBe('json')
    expect(recognise(`{"a":\n{"b":1}\n${filling}`, false)).toBe('ndjson')
  })
})

test('any text is recognised as something, and what more of it tells is never taken back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, cut) => {
      const whole = recognise(text, true)
      expect(whole).toBeTypeOf('string')
      const early = recognise(text.slice(0, cut % (text.length + 1)), false)
      if (early !== undefined) expect(whole).toBe(early)
    }),
  )
})
