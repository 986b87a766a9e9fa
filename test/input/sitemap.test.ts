import { expect, test } from 'vitest'
import { readSitemap } from '../../src/input/sitemap.js'

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

/** What is listed, and why reading ended before its end. */
async function read(text: string, length = 7): Promise<{ listed: string[]; error?: string }> {
  const listed: string[] = []
  try {
    for await (const { kind, url } of readSitemap(inPieces(text, length))) listed.push(`${kind} ${url}`)
  } catch (error) {
    return { listed, error: (error as Error).message }
  }
  return { listed }
}

const IMAGES = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="sitemap.xsl"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <!-- <url><loc>https://shop.example/is/image/none</loc></url> -->
  <url>
    <loc>https://shop.example/shoe</loc>
    <lastmod>2026-01-01</lastmod>
    <image:image>
      <image:loc>https://img.example/is/image/A/shoe?wid=300&amp;fmt=png&#38;qlt=9&#x26;a=&apos;</image:loc>
      <image:caption>A <![CDATA[<b>shoe</b>]]> &lt;red&gt;</image:caption>
    </image:image>
    <image:image><image:loc><![CDATA[https://img.example/is/image/A/boot?a=1&b=2]]></image:loc></image:image>
    <image:image><image:loc/></image:image>
  </url>
  <url><loc>
    https://img.example/is/image/A/sole?wid=1
  </loc></url>
  <url><loc>https://img.example/a.JPEG?x=1#y</loc></url>
  <url><loc>https://img.example/ir/render/Vest</loc></url>
  <url><loc>https://shop.example/image/is/page.html</loc></url>
</urlset>
`

const LISTED = [
  "picture https://img.example/is/image/A/shoe?wid=300&fmt=png&qlt=9&a='",
  'picture https://img.example/is/image/A/boot?a=1&b=2',
  'picture https://img.example/is/image/A/sole?wid=1',
  'picture https://img.example/a.JPEG?x=1#y',
  'picture https://img.example/ir/render/Vest',
]

test.each([1, 2, 3, 16, 10_000])('the pictures of pages are read, in pieces of %i characters', async (length) => {
  expect(await read(IMAGES, length)).toEqual({ listed: LISTED })
})

test('other prefixes do, and none', async () => {
  const text = '<s:urlset><s:url><i:image><i:loc>https://a.example/1</i:loc></i:image></s:url></s:urlset>'
  expect(await read(text)).toEqual({ listed: ['picture https://a.example/1'] })
  expect(await read(text.replaceAll(/\b[si]:/g, ''))).toEqual({ listed: ['picture https://a.example/1'] })
})

test('an index lists further sitemaps', async () => {
  const text = `<sitemapindex><sitemap><loc>https://a.example/1.xml.gz</loc></sitemap><sitemap><loc>https://a.example/2</loc></sitemap></sitemapindex>`
  expect(await read(text)).toEqual({ listed: ['sitemap https://a.example/1.xml.gz', 'sitemap https://a.example/2'] })
})

test.each([
  ['https://a.example/a.jpg', true],
  ['https://a.example/a.JPEG', true],
  ['https://a.example/a.tif', true],
  ['https://a.example/a.tiff', true],
  ['http://a.example/is/image/A/b', true],
  ['https://a.example/a.png.html', false],
  ['https://a.example/?a.png', false],
  ['/mirror/https://a.png', true],
])('that the page %s is a picture is %s', async (url, is) => {
  expect(await read(`<urlset><url><loc>${url}</loc></url></urlset>`)).toEqual({ listed: is ? [`picture ${url}`] : [] })
})

test('a tag may have signs of others in it', async () => {
  const text = '<urlset a="<!"><url><image><loc>https://a.example/1</loc></image></url></urlset>'
  expect(await read(text)).toEqual({ listed: ['picture https://a.example/1'] })
})

test('the address of anything else is not listed', async () => {
  const text = '<urlset><x><loc>https://a.example/1.png</loc></x><loc>https://a.example/2.png</loc></urlset>'
  expect(await read(text)).toEqual({ listed: [] })
})

test('every reference that XML has is read', async () => {
  const text =
    '<urlset><url><image><loc>https://a.example/?&amp;&lt;&gt;&quot;&apos;&#x10ffff;</loc></image></url></urlset>'
  expect(await read(text)).toEqual({ listed: [`picture https://a.example/?&<>"'\u{10ffff}`] })
})

test('references that XML does not have stay as they are', async () => {
  const text = '<urlset><url><image><loc>https://a.example/?a=&eacute;&#9999999;&#x1F45F;</loc></image></url></urlset>'
  expect(await read(text)).toEqual({ listed: ['picture https://a.example/?a=&eacute;&#9999999;👟'] })
})

test('one that does not end is read no further than one may be long', async () => {
  const comment = `<!--${'x'.repeat(2 ** 16 - 8)}-->`
  const text = `${start}${comment.repeat(16 * 50 + 1)}`
  expect(await read(text, 2 ** 16)).toEqual({
    listed: ['picture https://a.example/1'],
    error: 'is longer than a sitemap may be (50 MiB, unpacked)',
  })
})

const start = '<urlset><url><image><loc>https://a.example/1</loc></image></url>'

test.each<[what: string, text: string, error: string, listed?: number]>([
  ['nothing', '', 'is no sitemap'],
  ['a page', '<!DOCTYPE html><html><body>Not Found</body></html>', 'is no sitemap'],
  ['text', 'Not Found', 'is no sitemap'],
  ['text before', 'x<urlset/>', 'is no sitemap'],
  ['a root of a longer name', '<urlsets></urlsets>', 'is no sitemap'],
  ['a root whose name ends like one', '<myurlset></myurlset>', 'is no sitemap'],
  ['elements one too deep', `<urlset>${'<a>'.repeat(32)}`, 'is no sitemap'],
  ['elements as deep as can be', `<urlset>${'<a>'.repeat(31)}`, 'breaks off before its end'],
  ['an end without a beginning', '</urlset>', 'is no sitemap'],
  ['two', `${start}</urlset><urlset></urlset>`, 'is no sitemap', 1],
  ['half of one', start, 'breaks off before its end', 1],
  ['half of a tag', `${start}<url`, 'breaks off before its end', 1],
  ['half of a comment', `${start}<!-- </urlset>`, 'breaks off before its end', 1],
  ['entities of its own', '<!DOCTYPE urlset [<!ENTITY a "aaaa">]><urlset/>', 'is no sitemap'],
  ['a tag without end', `${start}<url ${'a'.repeat(70_000)}`, 'is no sitemap', 1],
  ['elements without end', start.replaceAll('<loc>', '<a>'.repeat(40)), 'is no sitemap'],
  ['a tag without name', '< >', 'is no sitemap'],
])('%s: %s', async (_what, text, error, listed = 0) => {
  const read1 = await read(text, 100)
  expect(read1.error).toBe(error)
  expect(read1.listed).toHaveLength(listed)
})
