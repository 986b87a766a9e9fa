/** Gathers what fails in a stream of responses: groups of failures that are alike, counts, and times, in bounded memory. */
import { cutText } from '../../../src/failure/cut-text.js'
import type { Failure } from '../../../src/failure/failure.js'
import { mask, maskCode, secretsOf } from '../../../src/failure/secrets.js'
import { parseJson } from '../../../src/input/json-text.js'
import { isLogLine, timeOf } from '../../../src/input/log.js'
import { maskViolation } from '../../../src/input/masked-violation.js'
import type { Problem } from '../../../src/input/problem.js'
import type { InputItem, ReadResponse } from '../../../src/input/responses.js'
import { isRecord } from '../../../src/jsonapi/record.js'
import type { Finding, Group, RequestLine, Result } from './messages.js'
import { showFailure, shown } from './show.js'

/** How much is told apart, shown and kept. */
const MOST_GROUPS = 1000
const MOST_SHOWN = 100
const MOST_PLACES = 20
const MOST_PROBLEMS = 20
const MOST_CODES = 12
const MOST_FINDINGS = 20
const MOST_TIMES = 1_000_000
const LONGEST_KEY = 500
const SPANS = 40

interface OpenGroup {
  count: number
  readonly places: string[]
  readonly failure: Failure
  readonly body: unknown
  /** Those of the request. */
  readonly secrets: readonly string[]
}

/** Finds what a document breaks; loaded when it is needed. */
export type Validate = (
  document: unknown,
) => readonly { readonly rule: string; readonly pointer: string; readonly message: string }[]
/** Finds the lines of the request around places that are pointed at. */
export type Point = (
  pointers: readonly { readonly pointer: string; readonly label: string }[],
) => readonly RequestLine[]

/** Finds what failed in a response; `undefined` where it is not recognised. */
export type FailuresIn = (response: ReadResponse) => readonly Failure[] | undefined

/** One decoding under way. */
export class Decoding {
  readonly #failuresIn: FailuresIn
  readonly #groups = new Map<string, OpenGroup>()
  readonly #codes = new Map<string, number>()
  readonly #times: number[] = []
  readonly #problems: string[] = []
  #problemCount = 0
  #responses = 0
  #failures = 0
  #unanswered = 0
  #more = 0

  constructor(failuresIn: FailuresIn) {
    this.#failuresIn = failuresIn
  }

  /** Counts the next items. */
  take(items: readonly InputItem[]): void {
    for (const item of items) {
      if (item.kind === 'response') this.#takeResponse(item)
      else if (item.kind === 'problem') this.complain(item)
      else if (item.kind === 'unanswered') this.#unanswered++
    }
  }

  /** Counts something that could not be read. */
  complain({ message, line, column }: Omit<Problem, 'kind'>): void {
    this.#problemCount++
    const text = [line, column, message].filter((part) => part !== undefined).join(':')
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(shown(text))
  }

  /** Whether nothing was found that is a response, or was meant to be one. */
  get isEmpty(): boolean {
    return this.#responses + this.#problemCount + this.#unanswered === 0
  }

  #takeResponse(response: ReadResponse): void {
    const failures = this.#failuresIn(response)
    const { record, line } = response
    if (failures === undefined) {
      const isLine = record !== undefined && (record.lead.trim() !== '' || isLogLine(record.value))
      if (!isLine) this.complain({ message: 'not recognised: neither a document, nor a resource, nor an error', line })
      return
    }
    this.#responses++
    for (const failure of failures) this.#takeFailure(failure, response)
  }

  #takeFailure(failure: Failure, response: ReadResponse): void {
    const { record, request, label, line } = response
    this.#failures++
    const secrets = request === undefined ? [] : secretsOf(request)
    for (const { code } of failure.errors) {
      const name = cutText(shown(code === undefined ? String(failure.status ?? '–') : maskCode(code, secrets)), 100)
      if (this.#codes.has(name) || this.#codes.size < MOST_GROUPS)
        this.#codes.set(name, (this.#codes.get(name) ?? 0) + 1)
    }
    const time = response.time ?? (record === undefined ? undefined : timeOf(record.value, record.lead))
    if (time !== undefined && this.#times.length < MOST_TIMES) this.#times.push(time)
    const key = keyOf(failure)
    const known = this.#groups.get(key)
    const place = label === undefined ? `${line}` : mask(label, secrets)
    if (known !== undefined) {
      known.count++
      if (known.places.length < MOST_PLACES) known.places.push(shown(place))
    } else if (this.#groups.size >= MOST_GROUPS) this.#more++
    else {
      const { body } = response
      this.#groups.set(key, { count: 1, places: [shown(place)], failure: mask(failure, secrets), body, secrets })
    }
  }

  /** What was found so far. `validate` and `point` are there in the end, and where they are needed. */
  result(validate?: Validate, point?: Point): Result {
    const groups = [...this.#groups.values()].sort((one, other) => other.count - one.count).slice(0, MOST_SHOWN)
    const pointers = groups.flatMap(({ failure }) =>
      failure.errors.flatMap(({ source, code, title }) =>
        typeof source?.pointer === 'string' ? [{ pointer: source.pointer, label: code ?? title ?? '' }] : [],
      ),
    )
    return {
      responses: this.#responses,
      failures: this.#failures,
      unanswered: this.#unanswered,
      problems: this.#problems,
      problemCount: this.#problemCount,
      groups: groups.map((group) => shownGroup(group, validate)),
      moreGroups: Math.max(0, this.#groups.size - MOST_SHOWN) + this.#more,
      codes: [...this.#codes].sort(([, one], [, other]) => other - one).slice(0, MOST_CODES),
      ...spansOf(this.#times),
      request: point?.(pointers) ?? [],
    }
  }
}

/** What failures have in common that are alike: all but ids, texts and times. */
function keyOf({ errors, delivery, format, status, resource, field }: Failure): string {
  let key = `${delivery} ${format} ${status} ${resource?.type} ${field}`
  for (const { code, title, status: own, source } of errors) {
    key += `\n${code} ${title} ${own} ${source?.pointer} ${source?.parameter} ${source?.header}`
    if (key.length > LONGEST_KEY) break
  }
  return key.slice(0, LONGEST_KEY)
}

function shownGroup({ count, places, failure, body, secrets }: OpenGroup, validate: Validate | undefined): Group {
  const isOfRequest = failure.delivery === 'immediate'
  const findings = isOfRequest && validate !== undefined ? findingsIn(body, validate, secrets) : []
  return { count, places, ...showFailure(failure), findings }
}

function findingsIn(body: unknown, validate: Validate, secrets: readonly string[]): readonly Finding[] {
  const document = typeof body === 'string' ? parseJson(body)?.value : body
  if (!isRecord(document) || !Array.isArray(document['errors'])) return []
  return validate(document)
    .slice(0, MOST_FINDINGS)
    .map((violation) => maskViolation(violation, secrets))
    .map(({ rule, message }) => ({ rule, message: shown(message) }))
}

function spansOf(times: readonly number[]): Pick<Result, 'times'> {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const time of times) {
    if (time < from) from = time
    if (time > to) to = time
  }
  if (!(to > from)) return {}
  const counts = new Array<number>(SPANS).fill(0)
  for (const time of times) {
    const span = Math.min(SPANS - 1, Math.floor(((time - from) / (to - from)) * SPANS))
    counts[span] = (counts[span] ?? 0) + 1
  }
  return { times: { from, to, counts } }
}
