import { expect, test } from 'vitest'
import { splitStack } from '../../src/image-serving/split-stack.js'

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
  ['frames alone', '  at f (a.js:1)\n  at g', { message: 'at f (a.js:1)', stack: '  at f (a.js:1)\n  at g' }],
  ['an error of JavaScript', 'Unable\nTypeError: x\n    at f', { message: 'Unable', stack: 'TypeError: x\n    at f' }],
])('%s', (_what, text, parts) => {
  expect(splitStack(text)).toEqual(parts)
})
