/** Takes tokens and query strings out of text that was not written for an error. */

// The credential of an Authorization header; a JSON Web Token; the user of a URL; its query string, or that of a path;
// `token=…` and its like, save for what parsers say of the tokens of a language. No part can start again inside what it has tried, so that all of it takes linear time.
const SECRET =
  /\b(Bearer|Basic)\s+(?!(?:tokens?|auth\w*|scheme|realm)\b)[\w.~+/-]+=*|\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}|(?<=:\/\/)[^\s/?#@"'<>]+(?=@)|\?(?<=:\/\/[^\s?"'<>]*\?)[^\s"'<>)]+|\?[^\s"'<>()?=]+=[^\s"'<>)]*|(?<!unexpected )(token|secret|password|passphrase|api[_-]?key)(["']?\s?[=:]\s?["']?)[^\s"'&,;<>]+/gi

// What every secret has in it: telling that a text has nothing of it takes a tenth of the time of looking for all of them.
const SUSPECT = /[?=:@]|eyJ|bearer|basic/i

/** `text` with every credential, JSON Web Token and query string in it replaced by `[redacted]`. */
export function redact(text: string): string {
  if (!SUSPECT.test(text)) return text
  return text.replace(SECRET, (_match, scheme?: string, name?: string, sign?: string) => {
    if (scheme !== undefined) return `${scheme} [redacted]`
    return name === undefined ? '[redacted]' : `${name}${sign}[redacted]`
  })
}
