/** Takes paths of files out of texts that servers of images put into their errors. */

// A file: URL, a drive or share of Windows, or a path from the root with at least two parts, where a word can begin; paths of
// requests (/is/…, /ir/…) and of URLs are none. It goes on to the quote that closes it, else to a space behind which no slash
// comes in the next word. Each position is looked at a fixed number of times, so that all of it takes linear time.
const START = String.raw`(?:file:\/\/|[A-Za-z]:[\\/]|\\\\|\/(?!i[rs]\/)(?=[^\s/\\"'<>|]+\/))`
const REST = String.raw`(?:[^\s"'<>|]| (?=[^\s"'<>|/\\]+[/\\]))*`
const FILE_PATH = new RegExp(String.raw`(?<=(["']))${START}[^"'\r\n]*(?=\1)|(?<![^\s"'(=:,;[<])${START}${REST}`, 'g')

/**
 * `text` with every path of a file on the server replaced by `[path]`. Of the levels of ErrorDetail, 2 and 3 may show them
 * (reference of `attribute::ErrorDetail`); in a log or on a page they say more than its readers should know.
 */
export function maskPaths(text: string): string {
  return text.replace(FILE_PATH, '[path]')
}
