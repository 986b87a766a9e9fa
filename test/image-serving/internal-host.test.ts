import { expect, test } from 'vitest'
import { isInternalHost } from '../../src/image-serving/internal-host.js'

test.each<[host: string, expected: boolean]>([
  ['www.example.com', false],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['100.128.0.1', false],
  ['[2606:4700::1]', false],
  ['127.0.0.1', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['[::ffff:7f00:1]', true],
  ['[fe80::1]', true],
  ['a.localhost', true],
  ['192.0.0.1', true],
  ['198.18.0.1', true],
  ['198.20.0.1', false],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['223.255.255.255', false],
  ['printer', true],
  ['printer.', true],
  ['example.com.', false],
  ['.', true],
  ['', true],
])('%s is a host of an internal network: %j', (host, expected) => {
  expect(isInternalHost(host)).toBe(expected)
})

test.each([
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://0/',
  'http://[::1]/',
  'http://[::]/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[fd00::1]/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://①②⑦.0.0.1/',
  'http://me@10.0.0.1/',
])('%s leads into an internal network, as a URL spells its host', (url) => {
  expect(isInternalHost(new URL(url).hostname)).toBe(true)
})
