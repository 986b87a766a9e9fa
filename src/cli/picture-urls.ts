/** Finds the URLs of the pictures to check: in arguments, in files and on stdin, and in sitemaps. */
import { type HostSignal, isHttp } from '../client/origin.js'
import { maskUrl } from '../failure/secrets.js'
import { isInternalHost } from '../image-serving/internal-host.js'
import { readLines } from '../input/lines.js'
import { type Problem, problemOf } from '../input/problem.js'
import { readSitemap } from '../input/sitemap.js'
import { decodeText } from '../input/text.js'
import { fileInput, type Input, inputsOf } from './inputs.js'
import type { Io } from './terminal.js'
import { webInput } from './web-input.js'

/** Where pictures are listed. */
export interface PictureSources {
  /** URLs of pictures, names of files, `-` for stdin. */
  readonly names: readonly string[]
  /** URLs and names of files. */
  readonly sitemaps: readonly string[]
}

/** Takes note of what could not be read. */
type Note = (input: string, problem: Problem) => Promise<void>

/** The length that a line with a URL may have. */
const LONGEST_LINE = 65_536
/** As many as an index of sitemaps may list: https://www.sitemaps.org/protocol.html#index */
const MOST_SITEMAPS = 50_000

/** The URLs, as they are found; what cannot be read is noted, and the rest is read all the same. */
export async function* pictureUrls(
  { names, sitemaps }: PictureSources,
  io: Io,
  signal: HostSignal,
  note: Note,
): AsyncGenerator<string> {
  const further = [...sitemaps]
  const seen = new Set(further)
  const inSitemap = async function* (input: Input, chunks: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const { kind, url } of readSitemap(chunks)) {
      if (leadsInwards(input.name, url)) await note(maskUrl(input.name), refused(url))
      else if (kind === 'picture') yield url
      else if (!seen.has(url) && isWeb(url) && seen.size < MOST_SITEMAPS) {
        seen.add(url)
        further.push(url)
      }
    }
  }
  const read = async function* (input: Input, isSitemap: boolean): AsyncGenerator<string> {
    try {
      const text = decodeText(input.open())
      const start = await beginning(text)
      const isXml = isSitemap || start.trimStart().startsWith('<')
      yield* isXml ? inSitemap(input, continued(start, text)) : inList(input, continued(start, text), note)
    } catch (error) {
      if (signal.aborted) throw error
      await note(maskUrl(input.name), problemOf(error))
    }
  }
  for (const name of names) {
    if (isWeb(name)) yield name
    else if (SCHEME.test(name)) await note(maskUrl(name), NOT_WEB)
    else for (const input of inputsOf([name], io)) yield* read(input, false)
  }
  for (const name of further) yield* read(isWeb(name) ? webInput(name, signal) : fileInput(name), true)
}

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i

const NOT_WEB: Problem = {
  kind: 'problem',
  message: 'is no address of a picture: those begin with https:// or http://',
}

const isWeb = (name: string): boolean => URL.canParse(name) && isHttp(new URL(name).protocol)

const refused = (url: string): Problem => ({
  kind: 'problem',
  message: `${maskUrl(url)} leads into an internal network, and was left out`,
})

/** Whether a list on a public host names a host of an internal network. Files are the caller's own, and may name any. */
function leadsInwards(list: string, url: string): boolean {
  if (!isWeb(list) || !URL.canParse(url)) return false
  return isInternalHost(new URL(url).hostname) && !isInternalHost(new URL(list).hostname)
}

/** The lines of a list; those that are empty or begin with `#` are passed over. */
async function* inList({ name }: Input, chunks: AsyncIterable<string>, note: Note): AsyncGenerator<string> {
  for await (const lines of readLines(chunks, () => LONGEST_LINE)) {
    for (const { text, line, tooLong } of lines) {
      const url = text.trim()
      if (tooLong) await note(name, { kind: 'problem', line, message: 'is too long for a URL' })
      else if (url !== '' && !url.startsWith('#')) yield url
    }
  }
}

/** The text up to its first visible character, and as much behind it as came with that. */
async function beginning(text: AsyncGenerator<string>): Promise<string> {
  let start = ''
  while (start.trim() === '' && start.length < LONGEST_LINE) {
    const next = await text.next()
    if (next.done) break
    start += next.value
  }
  return start
}

async function* continued(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}
