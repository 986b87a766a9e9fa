/**
 * Counts the work of a program without a clock: how often each block of its code runs, as V8 counts them for coverage, and how
 * much the functions of the language that take whole texts and lists look at. Changes the globals of its process for good.
 */
import { Session } from 'node:inspector'

let builtin = 0

// What a prototype or a namespace holds, by name.
type Functions = Record<PropertyKey, (...given: unknown[]) => unknown>
type Cost = (self: unknown, given: readonly unknown[], result: unknown) => number

const lengthOf = (value: unknown): number => {
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength
  if (value instanceof Map || value instanceof Set) return value.size
  return typeof value === 'object' && value !== null ? ownKeys(value).length : 1
}

const ownKeys = Object.keys
const wholeSelf: Cost = (self) => lengthOf(self)
const wholeArgument: Cost = (_, [first]) => lengthOf(first)
const wholeResult: Cost = (_, __, result) => lengthOf(result)
const bothTexts: Cost = (self, _, result) => lengthOf(self) + lengthOf(result)
/** From where a search begins to what it finds, or to the end. */
const searched: Cost = (self, [, from], result) => {
  const start = Math.max(0, Number(from ?? 0))
  return Math.max(1, (typeof result === 'number' && result >= 0 ? result : lengthOf(self)) - start)
}
const searchedBack: Cost = (self, _, result) => lengthOf(self) - Math.max(0, Number(result))

/** What is taken out, and what stands behind it. */
const spliced: Cost = (self, [start], result) => lengthOf(result) + Math.max(1, lengthOf(self) - Number(start))

/** What the functions that look at much look at; all others take a time that their callers' blocks stand for. */
const costs: readonly (readonly [holder: object, cost: Cost, names: readonly PropertyKey[]])[] = [
  [String.prototype, wholeSelf, ['toLowerCase', 'toUpperCase', 'normalize', 'trim', 'trimStart', 'trimEnd', 'at']],
  [String.prototype, bothTexts, ['split', 'repeat', 'padStart', 'padEnd', Symbol.iterator]],
  [String.prototype, searched, ['indexOf', 'includes']],
  [String.prototype, searchedBack, ['lastIndexOf']],
  [Array.prototype, wholeSelf, ['join', 'includes', 'reverse', 'sort', 'flat', 'shift', 'unshift', Symbol.iterator]],
  [Array.prototype, searched, ['indexOf']],
  [Array.prototype, wholeResult, ['concat', 'slice']],
  [Array.prototype, spliced, ['splice']],
  [Array.prototype, (_, given) => given.length, ['push']],
  [
    Object,
    wholeArgument,
    ['keys', 'values', 'entries', 'fromEntries', 'getOwnPropertyNames', 'getOwnPropertyDescriptors'],
  ],
  [Object, (_, [, ...sources]) => sources.reduce((sum: number, each) => sum + lengthOf(each), 0), ['assign']],
  [Array, wholeArgument, ['from']],
  [JSON, wholeArgument, ['parse']],
  [JSON, wholeResult, ['stringify']],
  [TextDecoder.prototype, wholeArgument, ['decode']],
  [TextEncoder.prototype, wholeArgument, ['encode']],
  [Object.getPrototypeOf(Uint8Array.prototype) as object, wholeArgument, ['set']],
  [Object.getPrototypeOf(Uint8Array.prototype) as object, wholeResult, ['slice']],
  [Buffer, wholeResult, ['concat', 'from']],
  [
    globalThis,
    wholeArgument,
    ['encodeURI', 'encodeURIComponent', 'decodeURIComponent', 'atob', 'btoa', 'structuredClone'],
  ],
]

// These are only quick at the places where they end: where trimming goes, and what a character is.
const cheap = new Set<PropertyKey>(['trim', 'trimStart', 'trimEnd', 'at'])

function countBuiltins(): void {
  for (const [holder, cost, names] of costs) {
    const functions = holder as Functions
    for (const name of names) {
      const original = functions[name]
      if (original === undefined) continue
      const counted = function (this: unknown, ...given: unknown[]): unknown {
        const result = original.apply(this, given)
        builtin += cheap.has(name) ? 1 + lengthOf(this) - lengthOf(result) : cost(this, given, result)
        return result
      }
      Object.defineProperty(holder, name, { configurable: true, writable: true, value: counted })
    }
  }
  countMatches()
}

/** Every method of texts that takes a pattern comes down to `exec`, once that is not the engine's own. */
function countMatches(): void {
  const { exec } = RegExp.prototype
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const start = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, text)
    const end = match === null ? (this.sticky ? start + 1 : text.length) : match.index + match[0].length
    builtin += Math.max(1, end - start)
    return match
  }
}

/** Counts what one run does. */
export interface Meter {
  workOf(run: () => unknown): Promise<number>
}

interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
  }[]
}

/** A meter for the scripts below `directory`, a URL; one for each process, made before they are loaded. */
export function createMeter(directory: string): Meter {
  const session = new Session()
  session.connect()
  const blocks = (): number => {
    let taken: Coverage | undefined
    // In the same thread the response comes before `post` returns.
    session.post('Profiler.takePreciseCoverage', (_, coverage) => {
      taken = coverage
    })
    const own = taken?.result.filter((script) => script.url.startsWith(directory)) ?? []
    return own
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0)
  }
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  countBuiltins()
  return {
    async workOf(run) {
      blocks()
      builtin = 0
      await run()
      const looked = builtin
      return blocks() + looked
    },
  }
}
