import { expect, test } from 'vitest'
import { readErrorTemplate } from '../../../src/image-serving/render/template.js'

const words = { title: 'T', message: 'M' }

test.each([
  ['', { width: 300, height: 300, background: '#ffffff', text: 'M' }],
  ['size=300,200&bgc=EEEEEE&text=$error.message$', { width: 300, height: 200, background: '#eeeeee', text: 'M' }],
  ['size=100', { width: 100, height: 100 }],
  ['wid=10.6&hei=20', { width: 11, height: 20 }],
  ['size=5,6&hei=7', { width: 5, height: 7 }],
  ['bgc=0x102030ff', { background: '#102030' }],
  ['bgc=%23102030', { background: '#102030' }],
  ['text=$error.title$%20%26 $error.message$ $other$', { text: 'T & M $other$' }],
  ['text=', { text: '' }],
])('the template %j is read', (template, expected) => {
  expect(readErrorTemplate(template, words)).toMatchObject(expected)
})

test('variables in a message stay as they are', () => {
  const text = '$error.title$ $& $1'
  expect(readErrorTemplate('', { title: 'T', message: text }).text).toBe(text)
})
