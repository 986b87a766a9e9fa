import { expect, test } from 'vitest'
import { isInternalHost } from '../../src/image-serving/internal-host.js'

test.each([
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
  ['', true],
])('%s is a host of an internal network: %j', (host, expected) => {
  expect(isInternalHost(host)).toBe(expected)
})
