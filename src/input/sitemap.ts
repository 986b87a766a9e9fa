/** Reads the URLs of pictures from a sitemap, as much of it at a time as has arrived. */
import { isServicePath } from '../image-serving/request.js'
import { UnreadableError } from './problem.js'

/** A URL that a sitemap lists: of a picture, or of a further sitemap. */
export interface Listed {
  readonly kind: 'picture' | 'sitemap'
  readonly url: string
}

/** The size that a sitemap may have, unpacked: https://www.sitemaps.org/faq.html#faq_sitemap_size */
const LONGEST = 52_428_800
/** The length that one tag or one text may have. */
const LONGEST_PART = 65_536
/** How deep elements may be nested: those of sitemaps are four deep. */
const DEEPEST = 32

/** The other names of the characters that XML reserves (XML 1.0, section 4.6). */
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What is not an element, by how it begins and ends. A document type is passed over: nothing is ever expanded or fetched. */
const OTHERS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const

const PICTURE = /\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)$/i

/**
 * The pictures and the further sitemaps that a sitemap lists: `<image:loc>` of its pages, `<loc>` where that is a picture itself (by
 * its path or its ending), and `<loc>` of the sitemaps in an index. Pages are passed over. Prefixes are not looked at.
 *
 * Throws an `UnreadableError` where it is none, breaks off, or is longer than a sitemap may be: what stands before has been given.
 *
 * @see https://www.sitemaps.org/protocol.html
 * @see https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
 */
export async function* readSitemap(chunks: AsyncIterable<string>): AsyncGenerator<Listed> {
  const reader = new Reader()
  for await (const chunk of chunks) yield* reader.take(chunk)
  reader.end()
}

class Reader {
  /** The local names of the elements that are open. */
  readonly #open: string[] = []
  #rest = ''
  /** The text of the `loc` that is open. */
  #text = ''
  #length = 0
  /** Whether the root element has been closed. */
  #isOver = false

  /** Throws an `UnreadableError` where that was not all of a sitemap. */
  end(): void {
    if (this.#isOver) return
    throw new UnreadableError(this.#open.length === 0 ? NO_SITEMAP : 'breaks off before its end')
  }

  /** What is listed in the next part of the text. */
  *take(chunk: string): Generator<Listed> {
    this.#length += chunk.length
    if (this.#length > LONGEST) throw new UnreadableError('is longer than a sitemap may be (50 MiB, unpacked)')
    const text = this.#rest + chunk
    let at = 0
    for (let end = this.#endOfPart(text, at); end !== undefined; end = this.#endOfPart(text, at)) {
      const listed = this.#part(text.slice(at, end))
      if (listed !== undefined) yield listed
      at = end
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > LONGEST_PART) throw new UnreadableError(NO_SITEMAP)
  }

  /** Where the tag, the text, or whatever else begins at `at` ends; `undefined` where it has not arrived. */
  #endOfPart(text: string, at: number): number | undefined {
    const next = text.indexOf('<', at)
    if (next !== at) return next < 0 ? undefined : next
    const rest = text.slice(at, at + 9)
    const [start = '<', end = '>'] = OTHERS.find(([each]) => rest.startsWith(each)) ?? []
    const found = text.indexOf(end, at + start.length)
    return found < 0 ? undefined : found + end.length
  }

  #part(part: string): Listed | undefined {
    if (!part.startsWith('<')) this.#characters(unescaped(part))
    else if (part.startsWith('<![CDATA[')) this.#characters(part.slice(9, -3))
    else if (part.startsWith('</')) return this.#close()
    else if (!/^<[!?]/.test(part)) return this.#element(part)
    return undefined
  }

  #characters(text: string): void {
    if (this.#open.at(-1) === 'loc') this.#text += text
    else if (this.#open.length === 0 && text.trim() !== '') throw new UnreadableError(NO_SITEMAP)
  }

  #element(tag: string): Listed | undefined {
    const name = /^<(?:[^\s/>:]*:)?([^\s/>:]+)/.exec(tag)?.[1] ?? ''
    const isRoot = this.#open.length === 0
    const isFit = isRoot ? !this.#isOver && /^(?:urlset|sitemapindex)$/.test(name) : this.#open.length < DEEPEST
    if (!isFit) throw new UnreadableError(NO_SITEMAP)
    this.#open.push(name)
    this.#text = ''
    return tag.endsWith('/>') ? this.#close() : undefined
  }

  #close(): Listed | undefined {
    const name = this.#open.pop()
    if (name === undefined) throw new UnreadableError(NO_SITEMAP)
    this.#isOver = this.#open.length === 0
    const url = name === 'loc' ? this.#text.trim() : ''
    if (url === '') return undefined
    const parent = this.#open.at(-1)
    if (parent === 'sitemap') return { kind: 'sitemap', url }
    return parent === 'image' || (parent === 'url' && isPicture(url)) ? { kind: 'picture', url } : undefined
  }
}

const NO_SITEMAP = 'is no sitemap'

function unescaped(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g,
    (all, name?: keyof typeof NAMED, decimal?: string, hexadecimal?: string) => {
      if (name !== undefined) return NAMED[name]
      // Not a number where there is neither.
      const point = Number(decimal ?? `0x${hexadecimal}`)
      return point <= 0x10ffff ? String.fromCodePoint(point) : all
    },
  )
}

function isPicture(url: string): boolean {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*/s, '')
  return isServicePath(path) || PICTURE.test(path)
}
