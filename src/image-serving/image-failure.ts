/** Makes a failure of what a server of images says of an error. */
import { type Draft, immediateFailure, type ReadContext } from '../dialect/reader.js'
import { conceal } from '../failure/conceal.js'
import { defined } from '../failure/defined.js'
import type { Failure, Format } from '../failure/failure.js'
import { redact } from '../failure/redact.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { images, rendering, serving } from './codes.generated.js'
import { maskPaths } from './mask-paths.js'
import type { ImageService, PropertyFormat } from './request-types.js'
import { splitStack } from './split-stack.js'

/** What an answer says of an error, in which form. */
export interface Said {
  /** `$error.title$`, where the form has one. */
  readonly title?: string | undefined
  /** `$error.message$`. */
  readonly message?: string | undefined
  readonly format?: PropertyFormat
  /** The `id=` of the request, echoed. */
  readonly reqId?: string | undefined
  readonly viaErrorImage?: true
  /** What else an answer holds that is an error. */
  readonly received?: object | undefined
}

const LONGEST_TITLE = 300
const LONGEST_DETAIL = 1000
const LONGEST_KEPT = 65_536

const codes = { 'image-serving': { ...images, ...serving }, 'image-rendering': { ...images, ...rendering } }

/** The code whose title the answer has: servers send titles and no codes; small and capital letters do not matter. */
function codeOf(service: ImageService, title: string): string {
  const wanted = title.toLowerCase()
  const found = Object.entries(codes[service]).find((entry) => entry[1].title.toLowerCase() === wanted)
  return found?.[0] ?? `${service}-error`
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text

/** One line for people: no secrets, no paths of files. */
function line(text: string, longest: number): string {
  return cut(maskPaths(redact(text)).replace(/\s+/g, ' ').trim(), longest)
}

/** The text as it came, where what is shown of it says less. */
const unlessShown = (text: string, shown: string): string | undefined => (text === shown ? undefined : redact(text))

/**
 * A failure of `service`: title and message as they can be shown, without paths of files; stack traces, and the texts as they
 * came where those say more, only in `meta`. The code is that of the title, else `image-serving-error` or `image-rendering-error`.
 */
export function imageFailure(service: ImageService, said: Said, form: Format, context: ReadContext): Failure {
  const { message, stack } = splitStack(cut(said.message ?? said.title ?? '', LONGEST_KEPT).trim())
  const givenTitle = cut(said.title ?? '', LONGEST_KEPT).trim()
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
      stack: stack === undefined ? undefined : redact(stack),
      received: conceal(said.received),
    }),
  })
  return withoutClaims(immediateFailure({ errors: [error] }, form, context), context)
}

/** The status of an error object is the catalog's where the answer had none that speaks of failure; the failure's own never is. */
function withoutClaims(draft: Draft<Failure>, { status }: ReadContext): Failure {
  if (status === undefined) delete draft.status
  return draft
}

/** What keeps an answer from being read. */
export interface Unreadable {
  readonly problem: string
  readonly form: 'malformed' | 'too-large'
  readonly service: ImageService
  readonly format?: PropertyFormat
}

/** A failure of the answer itself: why its properties cannot be read. It has no code, for none is what the server would say. */
export function unreadable({ problem, form, service, format }: Unreadable, context: ReadContext): Failure {
  const error = defined<ErrorObject>({
    status: context.status !== undefined && context.status >= 400 ? String(context.status) : undefined,
    title: 'Properties Not Readable',
    detail: problem,
    meta: defined<Record<string, unknown>>({ service, format }),
  })
  return immediateFailure({ errors: [error] }, form, context)
}
