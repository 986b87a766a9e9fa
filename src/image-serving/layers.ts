/** Sorts the commands of a request by the layers that they are for. */
import type { Command } from './target.js'

/** What a layer shows: a picture of a catalog or file, one of another server, what another request answers, or none. */
export type LayerSource = 'object' | 'foreign' | 'nested-image' | 'nested-rendering' | 'nested-graphics' | 'none'

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

/** Whether a source is a URL of another server: in braces without a prefix, or bare (reference of `src=`). */
const foreign = /^(?:\{|https?:\/\/)/i

/** What a value of `src=` stands for. The prefixes are told by their case (reference of `src=`). */
export function sourceOf(src: string): LayerSource {
  if (src === '') return 'none'
  if (src.startsWith('is{')) return 'nested-image'
  if (src.startsWith('ir{')) return 'nested-rendering'
  if (src.startsWith('fxg{')) return 'nested-graphics'
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
      hasWrongName ||= number === undefined
      section = number === undefined ? undefined : (sections.get(number) ?? new Map())
      if (number !== undefined && section !== undefined) sections.set(number, section)
    } else section?.set(name, value)
  }
  const [background, ...others] = [...sections].map(([number, found]) => layerOf(number, found))
  // Layer 0 is the first of the sections.
  return { layers: [background as Layer, ...others], hasWrongName }
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
