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
    ['no title in a comment with signs', '<!-- x > <title>no</title> --><h1>Yes</h1>', 'Yes'],
    ['the text around what is no tag', 'Not less <!x> than twelve letters', 'Not less than twelve letters'],
    ['nothing of a tag in what is no tag', '<! <title>No</title><h1>Yes</h1>', 'Yes'],
    [
      'the headline behind it',
      '<h1>Server error</h1><h1>What happened here?</h1><p>It broke in two.</p>',
      'It broke in two.',
    ],
    [
      'the text that stands first',
      '<title>Server error</title>It broke in two.<p>We will be back soon.',
      'It broke in two.',
    ],
    [
      'what is in <pre> before smaller headlines',
      '<title>Server error</title><h2>It broke in two</h2><pre>At line five of the program</pre>',
      'At line five of the program',
    ],
    [
      'a title that ends like one that says nothing',
      '<title>Application error</title><h1>Down</h1>',
      'Application error',
    ],
    [
      'a title that begins like one that says nothing',
      '<title>Error in line 5</title><h1>Down</h1>',
      'Error in line 5',
    ],
    ['a short title', '<title>É</title><p>It broke in two.</p>', 'É'],
    ...[
      'Status code: 502',
      'Error codes',
      'Status report',
      'Server reports errors',
      'nginx/1.27.0 (Ubuntu)',
      'a.b-c/v2',
      'HTTP Error 404',
    ].map((title): [string, string, string] => [
      `what is below a title that says as little as ${title}`,
      `<title>${title}</title><p>It broke in two.</p>`,
      'It broke in two.',
    ]),
    [
      'of a name with a number behind other text all',
      '<title>Server error</title><p>Gone: api/2 is not here</p>',
      'Gone: api/2 is not here',
    ],
    ['one item of a list', '<ul><li>It broke in two parts<li>And then in three</ul>', 'It broke in two parts'],
    ['one line', 'It broke in two parts<br>And then in three', 'It broke in two parts'],
    ['what stands before a stray end', 'It broke in two parts</h1>And then in three', 'It broke in two parts'],
    ['all of what stands in one in another', '<pre>Half of it <pre>and half</pre>', 'Half of it and half'],
    ...['svg', 'script', 'style', 'template', 'textarea', 'math', 'noscript', 'iframe'].map(
      (name): [string, string, string] => [`nothing in <${name}>`, `<${name}><h1>No</h1></${name}><h1>Yes</h1>`, 'Yes'],
    ),
    ['text after everything', 'tail', undefined],
    [
      'of nginx, which says nothing more, its title',
      '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.25.3</center></body></html>',
      '502 Bad Gateway',
    ],
    [
      'of Apache what stands below',
      "<title>403 Forbidden</title><h1>Forbidden</h1><p>You don't have permission to access this resource.</p><hr><address>Apache/2.4.41 (Ubuntu) Server at a.example Port 80</address>",
      "You don't have permission to access this resource.",
    ],
    [
      'of Akamai what stands outside of all elements',
      '<TITLE>Access Denied</TITLE><BODY><H1>Access Denied</H1>You don\'t have permission to access "http&#58;&#47;&#47;a" on this server.<P>Reference&#32;&#35;18&#46;2d<P>https&#58;//errors</BODY>',
      'You don\'t have permission to access "http://a" on this server.',
    ],
    [
      'of HAProxy what stands below',
      '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>',
      'No server is available to handle this request.',
    ],
    [
      'of Azure Front Door the headline',
      "<title>Service unavailable</title><h2>Our services aren't available right now</h2><p>We are working on it.</p>",
      "Our services aren't available right now",
    ],
    [
      'of Google what stands below',
      '<title>502 Server Error</title><h1>Error: Server Error</h1><h2>The server encountered a temporary error.<p>Please try again.</h2>',
      'The server encountered a temporary error. Please try again.',
    ],
    [
      'of Tomcat the message',
      '<h1>HTTP Status 404 – Not Found</h1><p><b>Type</b> Status Report</p><p><b>Message</b> [/x] is not available</p>',
      'Message [/x] is not available',
    ],
    [
      'of IIS the title',
      '<title>404 - File or directory not found.</title><h1>Server Error</h1>',
      '404 - File or directory not found.',
    ],
    [
      'of PHP what stands in no element',
      '<br />\n<b>Fatal error</b>:  Call to undefined function foo()',
      'Fatal error : Call to undefined function foo()',
    ],
    [
      'of Cloudflare the title',
      '<title>Access denied | a.example used Cloudflare to restrict access</title>',
      'Access denied | a.example used Cloudflare to restrict access',
    ],
    ['a paragraph that nothing ends', '<p>The gateway fell asleep', 'The gateway fell asleep'],
  ])('is %s', (_, html, text) => {
    expect(pageText(html)).toBe(text)
  })
})

test('entities are read by their names, capitals and small letters, and by number', () => {
  const named = '&amp;&euro;&bdquo;&nbsp;&Eacute;&eacute;&AElig;&aelig;&THORN;&thorn;&times;&szlig;'
  expect(decodeEntities(`${named}&#65;&#x42;&#X43;`)).toBe('&€„\u00a0ÉéÆæÞþ×ßABC')
})

test.each([
  ['&#128;&#129;&#x92;&#x9e;&#x9f;', '€\x81’žŸ'],
  ['&#127;&#160;', '\x7f\xa0'],
  ['&#0;&#xd800;&#xdfff;&#x110000;', '\ufffd'.repeat(4)],
  ['&#xd7ff;&#xe000;&#x10ffff;', '\ud7ff\ue000\u{10ffff}'],
])('entities of the numbers %s are those of HTML', (text, decoded) => {
  expect(decodeEntities(text)).toBe(decoded)
})

test('entities that nobody knows stay', () => {
  expect(decodeEntities('&#1114112; &nosuch; &amp')).toBe('\uFFFD &nosuch; &amp')
})

/** A text inside of so many objects. */
const nested = (depth: number, text: string): unknown => (depth === 0 ? text : { a: nested(depth - 1, text) })

describe('the members of XML', () => {
  test.each<[xml: string, value: unknown]>([
    ['<a><b>1</b><b>2</b><x:c>3</x:c><d/></a>', { b: ['1', '2'], c: '3', d: '' }],
    ['<a><![CDATA[<&amp;>]]></a>', '<&amp;>'],
    ['<a><![CDATA[open', 'o'],
    ['<a><b>1</c></b></a></z>', { b: '1' }],
    ['<a><b>1</c>2</b></a>', { b: '12' }],
    [`${'<a>'.repeat(10)}<a><b/><a>x</a></a>y${'</a>'.repeat(10)}`, nested(9, 'xy')],
    ['<a> x </a>', 'x'],
    [
      '<a subtype="b" types=\'c\' type="d" xmlns="e" version="f" encoding="g">x</a>',
      { text: 'x', subtype: 'b', types: 'c' },
    ],
    [`<r>${'<a>'.repeat(11)}<b/>x${'</a>'.repeat(11)}<m>after</m></r>`, { a: expect.anything(), m: 'after' }],
    [`${'<a>'.repeat(10)}x${'</a>'.repeat(10)}`, nested(9, 'x')],
    [`${'<a>'.repeat(11)}x${'</a>'.repeat(11)}`, nested(9, 'x')],
  ])('are read from %s', (xml, value) => {
    expect(xmlMembers(xml)?.value).toEqual(value)
  })

  test('deeper than ten levels are passed over', () => {
    const xml = `${'<a>'.repeat(12)}<b/>x${'</a>'.repeat(12)}`
    expect(JSON.stringify(xmlMembers(xml))).not.toContain('b')
    expect(xmlMembers('text')).toBeUndefined()
  })
})
