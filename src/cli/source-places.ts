/** Finds the lines and columns of a JSON text that JSON Pointers point at. */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { nearestPointer, parsePointer } from '../jsonapi/pointer.js'
import { parseJson, placeOf } from './json-text.js'

/** A JSON text to point into. */
export interface Source {
  /** As it is called in messages. */
  readonly name: string
  /** Where `pointer` points, or the nearest place that exists. */
  locate(pointer: string): Place
}

/** A stretch of one line. */
export interface Place {
  /** From 1. */
  readonly line: number
  /** All of that line. */
  readonly text: string
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number
  readonly length: number
  /** The pointer to what stands there; the one asked for, or its nearest ancestor that exists. */
  readonly pointer: string
}

/**
 * Opens `text`; `undefined` if it is not JSON. `line` is where the text begins in its input. In a text that is nested too
 * deeply to be taken apart, every pointer leads to the beginning.
 */
export function openSource(name: string, text: string, line = 1): Source | undefined {
  const parsed = parseJson(text)
  if (parsed === undefined) return undefined
  const tree = treeOf(text)
  return {
    name,
    locate(pointer) {
      if (tree === undefined) return { line, column: 1, length: 1, pointer: '', text: lineAt(text, 0) }
      const nearest = nearestPointer(parsed.value, pointer)
      return { ...stretchOf(nodeAt(tree, parsePointer(nearest)), text, line), pointer: nearest }
    },
  }
}

function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text)
  } catch {
    // The parser calls itself for every level, and runs out of stack.
    return undefined
  }
}

/** The node that `segments` lead to. They exist, but where a name stands twice, its first value may lack the rest. */
function nodeAt(root: Node, segments: readonly string[]): Node {
  let node = root
  for (const segment of segments) {
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(segment) : segment])
    if (next === undefined) return node
    node = next
  }
  return node
}

/** The whole value if it stands on one line, else its first line, from the name that it belongs to. */
function stretchOf(node: Node, text: string, line: number): Omit<Place, 'pointer'> {
  const end = node.offset + node.length
  const isLong = text.slice(node.offset, end).includes('\n')
  const start = isLong && node.parent?.type === 'property' ? node.parent.offset : node.offset
  const lineEnd = isLong ? text.slice(start).search(/\r?\n/) + start : end
  return { ...placeOf(text, start, line), text: lineAt(text, start), length: Math.max(1, lineEnd - start) }
}

/** The line of `text` in which `offset` lies, without its line break. */
function lineAt(text: string, offset: number): string {
  const rest = text.slice(offset)
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset) + rest.slice(0, rest.search(/\r?\n|$/))
}
