/** The entry `reactor-errors/pointer`: JSON Pointers (RFC 6901), and error objects grouped by what they point at. */
export { type ErrorGroups, groupErrors } from './group.js'
export { PointerSyntaxError } from './pointer-error.js'
export { fromFragment, toFragment } from './pointer-fragment.js'
export { buildPointer, describePointer, type PointerMove, parsePointer, rebasePointer } from './pointer-parse.js'
export { nearestPointer, pointerExists, type Resolution, resolvePointer, type Unresolved } from './pointer-resolve.js'
export { isPointer } from './pointer-syntax.js'
