/** Reads codes.json for the generators, and refuses what JSON.parse would hide. */
import { type Node, parseTree } from 'jsonc-parser'
import type { CatalogEntry } from '../src/dialect/catalog.js'

/** A file that a generator makes: its path in the checkout, with slashes, and its whole text. */
export interface GeneratedFile {
  readonly path: string
  readonly content: string
}

/** One code. */
export interface CodeRow extends Omit<CatalogEntry, 'code'> {
  readonly cause: string
  readonly usually?: string
  readonly remedy: string
  readonly deprecated?: string
  readonly fallbacks?: readonly string[]
}

/** Codes by their wire text. */
export type CodeTable = Readonly<Record<string, CodeRow>>

/** The tables of the Reactor API, and of what stands in front of it. */
export interface ReactorTables {
  readonly codes: CodeTable
  readonly gateway: CodeTable
  readonly ims: CodeTable
}

/** The tables of Image Serving and Image Rendering: what both share, then what each has alone. */
export interface ImageTables {
  readonly images: CodeTable
  readonly imageServing: CodeTable
  readonly imageRendering: CodeTable
}

/** codes.json, as schemas/codes.schema.json describes it. */
export interface Codes extends ReactorTables, ImageTables {}

/**
 * The catalog in the text of codes.json. Throws an Error that names every key which stands twice in one object,
 * and the one of JSON.parse where the text is not JSON.
 */
export function readCodes(text: string): Codes {
  const repeated = findRepeatedKeys(parseTree(text), '')
  if (repeated.length > 0) throw new Error(`codes.json has keys that stand twice: ${repeated.join(', ')}`)
  // A test holds the file to its schema, so the generators may take the shape for granted.
  return JSON.parse(text) as Codes
}

function findRepeatedKeys(node: Node | undefined, path: string): string[] {
  const seen = new Set<string>()
  return (node?.children ?? []).flatMap((child, index) => {
    if (child.type !== 'property') return findRepeatedKeys(child, `${path}/${index}`)
    const key = String(child.children?.[0]?.value)
    const here = `${path}/${key}`
    const repeated = seen.has(key) ? [here] : []
    seen.add(key)
    return [...repeated, ...findRepeatedKeys(child.children?.[1], here)]
  })
}
