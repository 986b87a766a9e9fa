import { expect, test } from 'vitest'
import { isElement, isNonEmpty } from '../../src/jsonapi/record.js'

const list = Object.assign(
  Array.from({ length: 20 }, () => 0),
  { '01': 1, '12.0': 1, '-1': 1, '1e1': 1 },
)
delete list[7]
const gone = ['7', '20', '00', '01', '1x', '-1', '12.0', '1e1', '', ' 1', '-', 'length'].map((name) => ({ name }))

test.each([{ name: '0' }, { name: '12' }, { name: '19' }])('a list of twenty has the element “$name”', ({ name }) => {
  expect(isElement(list, name)).toBe(true)
})

test.each(gone)('a list of twenty, and a hole, has no element “$name”', ({ name }) => {
  expect(isElement(list, name)).toBe(false)
})

test('the longest list has no element of the number after its last', () => {
  const longest = Object.assign(new Array(2 ** 32 - 1), { [2 ** 32 - 1]: 1 })
  expect(isElement(longest, `${2 ** 32 - 1}`)).toBe(false)
})

test.each([
  [[], false],
  [[undefined], true],
])('of %j it is told whether it has a first item: %j', (list, isTold) => {
  expect(isNonEmpty(list)).toBe(isTold)
})
