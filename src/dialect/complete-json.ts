/** Closes a JSON text that was cut off, so that what had arrived of it can be read. */

/**
 * `text` up to the last value that arrived whole, with every bracket closed that is open there; `undefined` where no value did.
 * Takes one pass. The result parses unless something other than a missing end is wrong with the text.
 */
export function completeJson(text: string): string | undefined {
  const open: string[] = []
  let end = 0
  let depth = 0
  let afterColon = false
  const cut = (at: number): void => {
    end = at
    depth = open.length
  }
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '"') {
      const close = endOfString(text, i)
      if (close < 0) break
      i = close
      if (afterColon || open.at(-1) === ']') cut(i + 1)
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']')
    } else if (char === '}' || char === ']') {
      open.pop()
      cut(i + 1)
    } else if (char === ',') cut(i)
    if (char !== ' ' && char !== '\n' && char !== '\r' && char !== '\t') afterColon = char === ':'
  }
  // Since the last cut brackets were only opened: each that closes makes a new one.
  return end === 0 ? undefined : text.slice(0, end) + open.slice(0, depth).toReversed().join('')
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i
  }
  return -1
}
