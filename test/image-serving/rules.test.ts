import { expect, test } from 'vitest'
import { applyRules, isLetIn, type RequestRule } from '../../src/image-serving/rules.js'

const apply = (rules: readonly RequestRule[], target = 'shoes/red?wid=3') => applyRules(rules, 'image-serving', target)

test('rules are looked at up to the first that matches', () => {
  const rules: readonly RequestRule[] = [
    { expression: /none/, attributes: { MaxPix: '1,1' } },
    { expression: /^shoes/, attributes: { MaxPix: '2,2' } },
    { attributes: { MaxPix: '3,3' } },
  ]
  expect(apply(rules)).toStrictEqual({ attributes: { MaxPix: '2,2' }, isRefused: false })
  expect(apply(rules, 'hats')).toStrictEqual({ attributes: { MaxPix: '3,3' }, isRefused: false })
  expect(apply([])).toStrictEqual({ attributes: {}, isRefused: false })
})

test('where rules go on, the last that sets an attribute counts', () => {
  const rules: readonly RequestRule[] = [
    { onMatch: 'continue', attributes: { MaxPix: '1,1', ErrorImage: 'a' }, addressFilter: '10.0.0.0/8' },
    { onMatch: 'continue', contexts: ['image-rendering'], attributes: { MaxPix: '9,9' } },
    { expression: /wid=/, attributes: { MaxPix: '2,2' } },
  ]
  expect(apply(rules)).toStrictEqual({
    attributes: { MaxPix: '2,2', ErrorImage: 'a' },
    isRefused: false,
    addressFilter: '10.0.0.0/8',
  })
})

test('a rule may match at the beginning or the end, and only where it says', () => {
  const rules: readonly RequestRule[] = [
    { expression: /wid=3$/, contexts: ['image-rendering'], onMatch: 'error' },
    { expression: /^shoes/, contexts: ['static-content', 'image-serving'], attributes: { MaxPix: '2,2' } },
  ]
  expect(apply(rules)).toStrictEqual({ attributes: { MaxPix: '2,2' }, isRefused: false })
  expect(applyRules(rules, 'image-rendering', 'shoes/red?wid=3')).toStrictEqual({ attributes: {}, isRefused: true })
})

test('of the address filters of several rules the last counts', () => {
  const rules: readonly RequestRule[] = [
    { onMatch: 'continue', addressFilter: '10.0.0.0/8' },
    { onMatch: 'continue', addressFilter: '' },
    { onMatch: 'continue' },
  ]
  expect(apply(rules)).toStrictEqual({ attributes: {}, isRefused: false, addressFilter: '' })
})

test('a rule refuses what it matches', () => {
  expect(apply([{ expression: /red/, onMatch: 'error' }])).toStrictEqual({ attributes: {}, isRefused: true })
})

test.each([
  ['10.1.2.3', '', true],
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8, 11.1.2.3', true],
  ['11.1.2.4', '10.0.0.0/8,11.1.2.3', false],
  ['192.168.13.255', '192.168.12.0/23', true],
  ['192.168.14.0', '192.168.12.0/23', false],
  ['8.8.8.8', '0.0.0.0/0', true],
  ['::ffff:10.1.2.3', '10.0.0.0/8', true],
  ['2001:db8::1', '0.0.0.0/0', false],
  ['10.1.2.300', '10.0.0.0/8', false],
  ['10.1.2.256', '10.0.0.0/8', false],
  ['10.1.2.255', '10.1.2.255', true],
  ['10.1.2', '10.0.0.0/8', false],
  ['10.1.2.3.4', '10.0.0.0/8', false],
  ['10.1.2.x', '10.0.0.0/8', false],
  ['10.1.2.3x', '10.0.0.0/8', false],
  ['10.1.2.0003', '10.0.0.0/8', false],
  ['10.1.2.3', '10.1.2.3/32', true],
  ['10.1.2.4', '10.1.2.3/32', false],
  ['::ffff:host', '0.0.0.0/0', false],
  ['1::ffff:0.0.0.1', '10.0.0.0/8', false],
  ['1.2.3', '0.1.2.3', false],
  ['x::ffff:10.1.2.3', '0.0.0.0/0', false],
  ['10.1.2.3', '999.0.0.0/8', false],
  ['127.0.0.1', '10.0.0.0/8', true],
  ['::1', '10.0.0.0/8', true],
])('the client %s is let in by the filter %j: %j', (address, filter, expected) => {
  expect(isLetIn(address, filter)).toBe(expected)
})
