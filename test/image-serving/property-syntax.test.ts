import { describe, expect, test } from 'vitest'
import { readJsonp } from '../../src/image-serving/property-syntax.js'

describe('JSONP', () => {
  test.each<[text: string, call: object]>([
    [
      '/*jsonp*/s7jsonResponse({"catalogRecord.exists":"1"},"");',
      { handler: 's7jsonResponse', data: { 'catalogRecord.exists': '1' }, id: '' },
    ],
    [
      '/*jsonp*/s7jsonError({"message":"m","title":"t"},"42");',
      { handler: 's7jsonError', data: { message: 'm', title: 't' }, id: '42' },
    ],
    [' \n/*jsonp*/ on1 ( {"a":{"b":[1]}} , "x" ) ; \n', { handler: 'on1', data: { a: { b: [1] } }, id: 'x' }],
    ['f({})', { handler: 'f', data: {} }],
  ])('%s is read', (text, call) => {
    expect(readJsonp(text)).toEqual(call)
  })

  test('keeps __proto__ as a name like any other', () => {
    const call = readJsonp('f({"__proto__":{"polluted":true}})')
    expect(call).toHaveProperty('data')
    expect(Object.keys((call as { data: object }).data)).toEqual(['__proto__'])
    expect({}).not.toHaveProperty('polluted')
  })

  const NAME = 'the name of the handler has other characters than letters and digits'
  const ENDLESS = 'the call does not end'
  const NO_JSON = 'the arguments of the handler are not JSON'
  const ARGUMENTS = 'the arguments of the handler are not one JSON object and an id'
  test.each<[text: string, problem: string]>([
    ['', NAME],
    ['({})', NAME],
    ['window.alert({})', NAME],
    ['alert(1);f({})', NO_JSON],
    ['a;f({})', NAME],
    ['handl\u0435r({})', NAME],
    ['f_1({})', NAME],
    ['/*jsonp*//*x*/f({})', NAME],
    ['f({}', ENDLESS],
    ['f({}) f', ENDLESS],
    ['f({});;', ENDLESS],
    ['f({})();', NO_JSON],
    ["f({'a':1})", NO_JSON],
    ['f(alert(1))', NO_JSON],
    ['f({}],[{})', NO_JSON],
    ['f({},)', NO_JSON],
    [`f(${'['.repeat(100_000)})`, NO_JSON],
    ['f()', ARGUMENTS],
    ['f(1)', ARGUMENTS],
    ['f(null)', ARGUMENTS],
    ['f([])', ARGUMENTS],
    ['f({},1)', ARGUMENTS],
    ['f({},{})', ARGUMENTS],
    ['f({},"id",1)', ARGUMENTS],
    ['f({},"id","x")', ARGUMENTS],
  ])('%s is refused', (text, problem) => {
    expect(readJsonp(text)).toBe(problem)
  })
})
