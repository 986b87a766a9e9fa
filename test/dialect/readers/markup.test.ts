import { describe, expect, test } from 'vitest'
import { decodeEntities, pageText, xmlMembers } from '../../../src/dialect/readers/markup.js'

describe('the text of a page', () => {
  test.each<[what: string, html: string, text: string | undefined]>([
    [
      'a title with entities',
      '<title>A &amp; B &#8211; C &#x2013; &uuml;&nbsp;&bogus;</title>',
      'A & B – C – ü &bogus;',
    ],
    ['no title in a comment', '<!-- <title>no</title> --><h1>Yes</h1>', 'Yes'],
    ['no title in a comment that does not end', '<!-- <title>no</title>', undefined],
    ['no title of a drawing', '<svg><title>Icon</title></svg><title>Page</title>', 'Page'],
    ['nothing of a script that does not end', '<script>"<title>no</title>"', undefined],
    ['nothing of tags with longer names', '<titlebar>no</titlebar><h1>Yes</h1>', 'Yes'],
    ['what is below a page called Error', '<title>Error</title><pre>Cannot GET /x</pre>', 'Cannot GET /x'],
    ['Error where nothing else is there', '<title>Error</title><br/>', 'Error'],
    ['a headline in a paragraph that was not closed', '<p>One<h1>Two</h1>', 'Two'],
    ['the first of two titles', '<title>A</title><title>B</title>', 'A'],
    ['text after everything', 'tail', undefined],
  ])('is %s', (_, html, text) => {
    expect(pageText(html)).toBe(text)
  })
})

test('entities that nobody knows stay', () => {
  expect(decodeEntities('&#1114112; &nosuch; &amp')).toBe('\uFFFD &nosuch; &amp')
})

describe('the members of XML', () => {
  test.each<[xml: string, value: unknown]>([
    ['<a><b>1</b><b>2</b><x:c>3</x:c><d/></a>', { b: ['1', '2'], c: '3', d: '' }],
    ['<a><![CDATA[<&amp;>]]></a>', '<&amp;>'],
    ['<a><![CDATA[open', 'o'],
    ['<a><b>1</c></b></a></z>', { b: '1' }],
  ])('are read from %s', (xml, value) => {
    expect(xmlMembers(xml)?.value).toEqual(value)
  })

  test('deeper than ten levels are passed over', () => {
    const xml = `${'<a>'.repeat(12)}<b/>x${'</a>'.repeat(12)}`
    expect(JSON.stringify(xmlMembers(xml))).not.toContain('b')
    expect(xmlMembers('text')).toBeUndefined()
  })
})
