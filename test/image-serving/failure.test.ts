import { expect, test } from 'vitest'
import { maskPaths, splitStack } from '../../src/image-serving/failure.js'

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

const trace = [
  'com.scene7.is.ImageException: no such file',
  '\tat com.scene7.is.Reader.open(Reader.java:42)',
  '\tat com.scene7.is.Server.run(Server.java:7)',
  'Caused by: java.io.FileNotFoundException: a.tif',
  '\t... 2 more',
].join('\n')

test.each([
  ['no stack', 'Unable to find image', { message: 'Unable to find image' }],
  ['lines that are no stack', 'a\n at\nat b', { message: 'a\n at\nat b' }],
  ['a stack behind the message', `Unable to find image\n${trace}\n`, { message: 'Unable to find image', stack: trace }],
  ['line breaks of Windows', `Unable\r\n${trace.replaceAll('\n', '\r\n')}`, { message: 'Unable', stack: trace }],
  ['a stack alone', trace, { message: 'com.scene7.is.ImageException: no such file', stack: trace }],
  ['frames right behind the message', 'Unable\n    at f (a.js:1)', { message: 'Unable', stack: '    at f (a.js:1)' }],
  [
    'a cause above the frames',
    'Unable\nCaused by: a.b.Throwable\n\tat f',
    { message: 'Unable', stack: 'Caused by: a.b.Throwable\n\tat f' },
  ],
  [
    'an exception of a nested class',
    'No\n a.b$C.SomeException: x\n\tat f',
    { message: 'No\n a.b$C.SomeException: x', stack: '\tat f' },
  ],
  ['a frame behind a tab', 'No\n \tat\tf', { message: 'No', stack: ' \tat\tf' }],
  ['frames that are words', 'No\n att f\nlook at me', { message: 'No\n att f\nlook at me' }],
  ['a word that begins like an error', 'No\nErrors: x\n at f', { message: 'No\nErrors: x', stack: ' at f' }],
  ['space before the frames', 'Unable \n\n\tat f', { message: 'Unable', stack: '\tat f' }],
  ['frames alone', '  at f (a.js:1)\n  at g', { message: 'at f (a.js:1)', stack: '  at f (a.js:1)\n  at g' }],
  ['an error of JavaScript', 'Unable\nTypeError: x\n    at f', { message: 'Unable', stack: 'TypeError: x\n    at f' }],
])('%s', (_what, text, parts) => {
  expect(splitStack(text)).toEqual(parts)
})
