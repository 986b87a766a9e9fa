/** Reads a text line by line, as the lines of an input come. */
import { type InputItem, Reading } from '../../src/input/responses.js'

/** The items of the lines of `text`. */
export function read(text: string): readonly InputItem[] {
  const reading = new Reading()
  const items: InputItem[] = []
  for (const [index, line] of text.split('\n').entries()) reading.take({ text: line, line: index + 1 }, items)
  reading.end(items)
  return items
}
