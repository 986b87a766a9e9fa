/** Splits the query of a request into its commands, sorts these by layers, and sees where a path leads. */
import { attempt } from '../jsonapi/attempt.js'

/** The longest target that is taken apart, in characters; of a longer one only the path is read. */
export const LONGEST_TARGET = 65_536

/** What a target is made of. */
export interface Parts {
  /** Path and query. */
  readonly target: string
  readonly path: string
  readonly isRetired: boolean
  readonly isTooLong: boolean
  readonly commands: readonly Command[]
}

/** One command of a request: `wid=300`. */
export interface Command {
  /** As it came, in small letters. */
  readonly name: string
  /** Decoded; as it came where it cannot be decoded. */
  readonly value: string
  /** Whether its escapes are wrong: not hexadecimal, or not UTF-8. */
  readonly isBroken: boolean
}

/** The commands of a query, in order, without comments. What is nested is a request of its own, and stays one value. */
export function commandsOf(query: string): readonly Command[] {
  const commands: Command[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= query.length; at++) {
    const character = query[at]
    if (character === '{' || (character === '(' && (depth > 0 || opensValue(query, at)))) depth += 1
    else if (character === '}' || character === ')') depth = Math.max(0, depth - 1)
    const ends = character === undefined || character === '#' || (character === '&' && depth === 0)
    if (!ends) continue
    if (at > start && query[start] !== '.') commands.push(commandOf(query.slice(start, at)))
    start = at + 1
    if (character === '#') break
  }
  return commands
}

/** Whether a parenthesis begins a nested request: it follows the equals sign, or a prefix behind that. */
const opensValue = (query: string, at: number): boolean => /=(?:is|ir|fxg)?$/.test(query.slice(Math.max(0, at - 4), at))

function commandOf(text: string): Command {
  const equals = text.indexOf('=')
  const name = (equals < 0 ? text : text.slice(0, equals)).toLowerCase()
  const value = equals < 0 ? '' : text.slice(equals + 1)
  if (!value.includes('%')) return { name, value, isBroken: false }
  const decoded = decode(value)
  return { name, value: decoded ?? value, isBroken: decoded === undefined }
}

/** Text without its escapes; `undefined` where one of them is wrong. */
export function decode(text: string): string | undefined {
  return attempt(() => decodeURIComponent(text))
}

/** The value of the last command of a name; of commands that come twice the last counts. */
export function lastOf(commands: readonly Command[], name: string): string | undefined {
  return commands.findLast((command) => command.name === name)?.value
}

/**
 * Whether a path leads above the place where it begins, however that is written: with escapes and escapes of escapes, backslashes,
 * full-width dots, parameters behind a semicolon, or characters that URLs and file systems pass over.
 */
export function climbs(path: string): boolean {
  let text = path
  for (let round = 0; text.includes('%'); round++) {
    const decoded = decode(text)
    if (decoded === undefined) break
    // Nobody escapes this often in good faith.
    if (round === 4) return true
    text = decoded
  }
  const plain = text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]/gu, '')
  return plain.split(/[/\\]/).some((part) => /^\.{2,}(?:;|$)/.test(part))
}

/** What a layer shows: a picture of a catalog or file, one of another server, what another request gives, or none. */
export type LayerSource =
  | 'object'
  | 'foreign'
  | 'nested-image'
  | 'nested-rendering'
  | 'nested-graphics'
  | 'nested-set'
  | 'none'

/** One layer of a request. */
export interface Layer {
  /** 0 is the background, and the whole where a request has no layers. */
  readonly number: number
  /** What `src=` names; for layer 0 the object of the path where there is no `src=`, then absent. */
  readonly src?: string
  readonly source: LayerSource
  /** The last of each command for the layer, by its name in small letters. */
  readonly commands: ReadonlyMap<string, string>
}

/** What `layersOf` gives. */
interface Layers {
  readonly layers: readonly [Layer, ...Layer[]]
  /** Whether two layers have one name, or a name is used that no layer has. */
  readonly hasWrongName: boolean
}

/** A source of another server: in brackets without a prefix, or a URL with or without a scheme (reference of `src=`). */
const foreign = /^(?:[{(]|[a-z][a-z\d+.-]+:|[/\\]{2})/i
const nestedSet = /[?&]req=set\b/i

/** What a value of `src=` stands for. The prefixes are told by their case (reference of `src=`). */
export function sourceOf(src: string): LayerSource {
  if (src === '') return 'none'
  if (/^is[{(]/.test(src)) return nestedSet.test(src) ? 'nested-set' : 'nested-image'
  if (/^ir[{(]/.test(src)) return 'nested-rendering'
  if (/^fxg[{(]/.test(src)) return 'nested-graphics'
  return foreign.test(src) ? 'foreign' : 'object'
}

/**
 * The layers of a request. `layer=1`, `layer=1,name`, `layer=name` and `layer=comp` say whom the commands behind them are for
 * (reference of `layer=`); those behind `effect=` are for none.
 */
export function layersOf(commands: readonly Command[]): Layers {
  const whole = new Map<string, string>()
  const sections = new Map<number, Map<string, string>>([[0, whole]])
  const names = new Map<string, number>()
  let hasWrongName = false
  let section: Map<string, string> | undefined = whole
  for (const { name, value } of commands) {
    if (name === 'effect') section = undefined
    else if (name === 'layer') {
      const number = numberOf(value, names)
      if (number === undefined) hasWrongName = true
      section = number === undefined ? undefined : sectionOf(number, sections)
    } else section?.set(name, value)
  }
  const [background, ...others] = [...sections].map(([number, found]) => layerOf(number, found))
  // Layer 0 is the first of the sections.
  return { layers: [background as Layer, ...others], hasWrongName }
}

/** The commands of a layer so far. */
function sectionOf(number: number, sections: Map<number, Map<string, string>>): Map<string, string> {
  const section = sections.get(number) ?? new Map<string, string>()
  sections.set(number, section)
  return section
}

function layerOf(number: number, commands: ReadonlyMap<string, string>): Layer {
  const src = commands.get('src')
  const source = src !== undefined ? sourceOf(src) : number === 0 && !commands.has('text') ? 'object' : 'none'
  return src === undefined ? { number, source, commands } : { number, src, source, commands }
}

/** The number of the layer that a value of `layer=` is about, 0 for the whole; `undefined` where a name in it is wrong. */
function numberOf(value: string, names: Map<string, number>): number | undefined {
  const [first = '', given] = value.split(',')
  if (first === 'comp') return given === undefined ? 0 : undefined
  const number = /^\d{1,9}$/.test(first) ? Number(first) : names.get(first)
  if (number === undefined || given === undefined) return number
  if (given === 'comp' || (names.get(given) ?? number) !== number) return undefined
  names.set(given, number)
  return number
}
