/** Reads the request that errors are to be shown in. */
import { collectText, decodeText } from '../input/decode-text.js'
import { syntaxProblem } from '../input/json-text.js'
import { type Problem, problemOf } from '../input/problem.js'
import { openSource, type Source } from '../input/source-places.js'
import type { Input } from './input.js'

/** The request in `input`, or why it cannot be read. Never throws. */
export async function readSource({ name, open }: Input): Promise<Source | Problem> {
  try {
    const text = await collectText(decodeText(open()))
    return openSource(name, text) ?? syntaxProblem(text, 1)
  } catch (error) {
    return problemOf(error)
  }
}
