import { expect, test } from 'vitest'
import { maskPaths } from '../../src/image-serving/mask-paths.js'

test.each([
  ['Cannot open /usr/local/scene7/images/shoe.tif', 'Cannot open [path]'],
  ['Cannot open "/var/is images/a b.tif" now', 'Cannot open "[path]" now'],
  ['C:\\Scene7\\images\\a.tif is corrupt', '[path] is corrupt'],
  ['D:/Program Files/Scene7/a.tif', '[path]'],
  ['at \\\\server\\share\\a.tif, again', 'at [path] again'],
  ['file:///opt/s7/a.tif', '[path]'],
  ['path=/opt/s7/a.tif;(/a/b)', 'path=[path]'],
  ['from </a/b> to [/c/d]', 'from <[path]> to [[path]'],
])('a path of a file is masked: %s', (text, masked) => {
  expect(maskPaths(text)).toBe(masked)
})

test.each([
  'Unable to find /is/image/Company/shoe',
  'See https://images.example/is/image/Company/shoe and /ir/render/x/y',
  'width/height of 3/4',
  'a / b, /x and and/or',
  'fmt=jpeg,rgb',
  '',
])('everything else stays: %s', (text) => {
  expect(maskPaths(text)).toBe(text)
})

test('masking takes linear time', () => {
  const start = performance.now()
  for (const unit of ['/', '/a', ' /a', '(/a', '\\', 'a ', 'C:', ' C:\\', '/a ', "'/"]) maskPaths(unit.repeat(100_000))
  expect(performance.now() - start).toBeLessThan(2000)
})
