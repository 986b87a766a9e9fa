/** Finds the lines and columns of a JSON text that JSON Pointers point at. */

import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { attempt } from '../jsonapi/attempt.js'
import { nearestPointer, parsePointer } from '../jsonapi/pointer.js'
import { indexLines, type LineIndex, type LinePlace } from '../jsonapi/text.js'
import { parseJson } from './json-text.js'

/** A JSON text to point into. */
export interface Source {
  /** As it is called in messages. */
  readonly name: string
  /** Where `pointer` points, or the nearest place that exists. */
  locate(pointer: string): Place
}

/** A stretch of one line. */
export interface Place extends LinePlace {
  /** All of that line. */
  readonly text: string
  readonly length: number
  /** The line in which what begins here ends. */
  readonly lastLine: number
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
  const index = indexLines(text, line)
  return {
    name,
    locate(pointer) {
      if (tree === undefined) return stretchOf({ offset: 0, length: 1 }, index, '')
      const nearest = nearestPointer(parsed.value, pointer)
      return stretchOf(nodeAt(tree, parsePointer(nearest)), index, nearest)
    },
  }
}

// The parser calls itself for every level, and may run out of stack.
const treeOf = (text: string): Node | undefined => attempt(() => parseTree(text))

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
function stretchOf(
  { offset, length, parent }: Pick<Node, 'offset' | 'length' | 'parent'>,
  index: LineIndex,
  pointer: string,
): Place {
  const own = index.placeOf(offset)
  const { line: lastLine } = index.placeOf(offset + length - 1)
  const isLong = lastLine > own.line
  const start = isLong && parent?.type === 'property' ? index.placeOf(parent.offset) : own
  const text = index.lineAt(start)
  return { ...start, text, length: isLong ? text.length - start.column + 1 : length, lastLine, pointer }
}
