/** Makes a failure of the text of an error: title and message for people, without paths of files, and stack traces apart. */
import { type Draft, immediateFailure, type ReadContext } from '../dialect/reader.js'
import { cutText } from '../failure/cut-text.js'
import type { Failure, Format } from '../failure/failure.js'
import { defined } from '../failure/plain.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { images, rendering, serving } from './codes.generated.js'
import type { ImageService, PropertyFormat } from './services.js'

// A file: URL, a drive or share of Windows, or a path from the root with at least two parts, where a word can begin; paths of
// requests (/is/…, /ir/…) and of URLs are none. It goes on to the quote that closes it, else to a space behind which no slash
// comes in the next word. Each position is looked at a fixed number of times, so that all of it takes linear time.
const START = String.raw`(?:file:\/\/|[A-Za-z]:[\\/]|\\\\|\/(?!i[rs]\/)(?=[^\s/\\"'<>|]+\/))`
const REST = String.raw`(?:[^\s"'<>|]| (?=[^\s"'<>|/\\]+[/\\]))*`
const FILE_PATH = new RegExp(String.raw`(?<=(["']))${START}[^"'\r\n]*(?=\1)|(?<![^\s"'(=:,;[<])${START}${REST}`, 'g')

/**
 * `text` with every path of a file on the server replaced by `[path]`. Of the levels of ErrorDetail, 2 and 3 may show them
 * (reference of `attribute::ErrorDetail`); in a log or on a page they say more than its readers should know.
 */
export function maskPaths(text: string): string {
  return text.replace(FILE_PATH, '[path]')
}

/** A text in its two parts; `stack` is absent where there is none. */
export interface SplitText {
  readonly message: string
  readonly stack?: string
}

const FRAME = /^[ \t]+at[ \t]\S/
const HEADLINE = /^(?:Caused by: )?[\w.$]*(?:Error|Exception|Throwable)\b/

/**
 * The message, and the stack traces that ErrorDetail 3 appends to it: from the first frame on (`at package.Class.method(…)`), with
 * the name of the exception before it. Where nothing else is left, that line is also the message.
 */
export function splitStack(text: string): SplitText {
  const lines = text.split(/\r?\n/)
  const frame = lines.findIndex((line) => FRAME.test(line))
  if (frame < 0) return { message: text }
  const start = HEADLINE.test(lines[frame - 1] ?? '') ? frame - 1 : frame
  const before = lines.slice(0, start).join('\n').trim()
  // The headline, or the first frame.
  const message = before || String(lines[start]).trim()
  return { message, stack: lines.slice(start).join('\n').trimEnd() }
}

/** The texts of an error, and the form that they came in. */
export interface Said {
  /** `$error.title$`, where the form has one. */
  readonly title?: string | undefined
  /** `$error.message$`. */
  readonly message?: string | undefined
  readonly format?: PropertyFormat
  /** The `id=` of the request, echoed. */
  readonly reqId?: string | undefined
  readonly viaErrorImage?: true
  /** What else came with the error. */
  readonly received?: object | undefined
}

const LONGEST_TITLE = 300
const LONGEST_DETAIL = 1000
const LONGEST_KEPT = 65_536

const codes = { 'image-serving': { ...images, ...serving }, 'image-rendering': { ...images, ...rendering } }

/** The code whose title came: servers send titles and no codes; small and capital letters do not matter. */
function codeOf(service: ImageService, title: string): string {
  const wanted = title.toLowerCase()
  const found = Object.entries(codes[service]).find((entry) => entry[1].title.toLowerCase() === wanted)
  return found?.[0] ?? `${service}-error`
}

/** One line for people, without paths of files. */
function line(text: string, longest: number): string {
  return cutText(maskPaths(text).replace(/\s+/g, ' ').trim(), longest)
}

/** The text as it came, where what is shown of it says less. */
const unlessShown = (text: string, shown: string): string | undefined => (text === shown ? undefined : text)

/**
 * A failure of `service`: title and message as they can be shown, without paths of files; stack traces, and the texts as they
 * came where those say more, only in `meta`. The code is that of the title, else `image-serving-error` or `image-rendering-error`.
 */
export function imageFailure(service: ImageService, said: Said, form: Format, context: ReadContext): Failure {
  const { message, stack } = splitStack(cutText(said.message ?? said.title ?? '', LONGEST_KEPT).trim())
  const givenTitle = cutText(said.title ?? '', LONGEST_KEPT).trim()
  const title = line(givenTitle || message.replace(/\n[\s\S]*/, ''), LONGEST_TITLE)
  const shown = line(message, LONGEST_DETAIL)
  const detail = shown === title || shown === '' ? undefined : shown
  const code = codeOf(service, title)
  const failed = context.status !== undefined && context.status >= 400 ? context.status : undefined
  const definition = Object.entries(codes[service]).find(([name]) => name === code)?.[1]
  const error = defined<ErrorObject>({
    status: String(failed ?? definition?.status),
    code,
    title: title || definition?.title,
    detail,
    meta: defined<Record<string, unknown>>({
      service,
      format: said.format,
      detailLevel: stack === undefined ? (detail === undefined ? undefined : 2) : 3,
      reqId: said.reqId || undefined,
      viaErrorImage: said.viaErrorImage,
      title: givenTitle === '' ? undefined : unlessShown(givenTitle, title),
      message: unlessShown(message, shown),
      stack,
      received: said.received,
    }),
  })
  return withoutClaims(immediateFailure({ errors: [error] }, form, context), context)
}

/** The status of an error object is the catalog's where none came that speaks of failure; the failure's own never is. */
function withoutClaims(draft: Draft<Failure>, { status }: ReadContext): Failure {
  if (status === undefined) delete draft.status
  return draft
}

/** Why a response cannot be read. */
export interface Unreadable {
  readonly problem: string
  readonly form: 'malformed' | 'too-large'
  readonly service: ImageService
  readonly format?: PropertyFormat
}

/** A failure of the response itself: why its properties cannot be read. It has no code, for none is what the server would say. */
export function unreadable({ problem, form, service, format }: Unreadable, context: ReadContext): Failure {
  const error = defined<ErrorObject>({
    status: context.status !== undefined && context.status >= 400 ? String(context.status) : undefined,
    title: 'Properties Not Readable',
    detail: problem,
    meta: defined<Record<string, unknown>>({ service, format }),
  })
  return immediateFailure({ errors: [error] }, form, context)
}
