/** A sitemap without end. */
import { expect, test } from 'vitest'
import { type Listed, readSitemap } from '../../src/input/sitemap.js'

const start = '<urlset><url><image><loc>https://a.example/1</loc></image></url>'

test('one that is longer than sitemaps may be is read up to there', async () => {
  async function* endless(): AsyncGenerator<string> {
    yield start
    for (;;) yield '<!---->'.repeat(2 ** 17)
  }
  const listed: Listed[] = []
  await expect(
    (async () => {
      for await (const each of readSitemap(endless())) listed.push(each)
    })(),
  ).rejects.toThrow('is longer than a sitemap may be (50 MiB, unpacked)')
  expect(listed).toEqual([{ kind: 'picture', url: 'https://a.example/1' }])
})
