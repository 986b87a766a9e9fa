import { expect, test } from 'vitest'
import { commandsOf, decode, lastOf } from '../../src/image-serving/target.js'

test.each([
  ['', []],
  ['wid=300&hei=200', ['wid=300', 'hei=200']],
  ['WID=300', ['wid=300']],
  ['&&wid=1&', ['wid=1']],
  ['a=b=c&d', ['a=b=c', 'd=']],
  ['=x', ['=x']],
  ['text=a%26b%20c&op=1+1', ['text=a&b c', 'op=1+1']],
  ['src=is{a/b?wid=1&hei={x&y}}&wid=2', ['src=is{a/b?wid=1&hei={x&y}}', 'wid=2']],
  ['src=is{a&b', ['src=is{a&b']],
  ['a=}&b=1', ['a=}', 'b=1']],
  ['wid=1#&hei=2', ['wid=1']],
  ['$size$&$x=1', ['$size$=', '$x=1']],
])('the commands of %j are %j', (query, commands) => {
  expect(commandsOf(query).map(({ name, value }) => `${name}=${value}`)).toEqual(commands)
})

test.each(['%', '%zz', '%ff', 'a%e9b', '%ed%a0%80'])('a value with the escape %j stays as it came', (value) => {
  expect(commandsOf(`text=${value}`)).toEqual([{ name: 'text', value, isBroken: true }])
  expect(decode(value)).toBeUndefined()
})

test('of commands that come twice the last counts', () => {
  expect(lastOf(commandsOf('wid=1&WID=2'), 'wid')).toBe('2')
  expect(lastOf(commandsOf('wid=1'), 'hei')).toBeUndefined()
})
