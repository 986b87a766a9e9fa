/** Writes a response as a web page, for people who look at it in a browser. */
import type { Labels } from '../../explain/labels.js'
import { filled } from '../../explain/words.js'
import type { Readable } from './words.js'

/** The only style sheet; it is known to the policy by its hash, so that nothing else that may get into a page has any effect. */
const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}' +
  'h1,h2{line-height:1.2}p,dd,code{overflow-wrap:anywhere;white-space:pre-wrap}dt{font-weight:600}dd{margin:0 0 .5rem}'

/** The value of Content-Security-Policy for a page: its style sheet and nothing more (https://www.w3.org/TR/CSP3/). */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'sha256-UMDS3vniaMV4VJjwNd8HQqpgoPVwSsZekZnKLmJGsuI='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A page that needs nothing else: for each error its title, detail, place and what to do; at the end the request id. */
export function page(status: number, errors: readonly Readable[], requestId: string, labels: Labels): string {
  const [first, ...others] = errors
  const only = others.length === 0 ? first : undefined
  const { tag, words } = labels
  const title = only === undefined ? filled(words.errors, { count: errors.length }) : only.title
  const sections = errors.map((error) => section(error, words.at, only === undefined ? 'h2' : 'h1'))
  return `<!doctype html>
<html lang="${inHtml(tag)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title lang="${inHtml(only?.titleLanguage ?? tag)}">${inHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${only === undefined ? `<h1>${inHtml(title)}</h1>\n` : ''}${sections.join('\n')}
<dl>
<dt>${inHtml(words.status)}</dt><dd>${status}</dd>
<dt>${inHtml(words['request-id'])}</dt><dd><code>${inHtml(requestId)}</code></dd>
</dl>
</main>
</body>
</html>
`
}

function section(
  { title, titleLanguage, detail, place, remedy, language }: Readable,
  at: string,
  heading: 'h1' | 'h2',
): string {
  const parts = [
    `<${heading} lang="${inHtml(titleLanguage)}">${inHtml(title)}</${heading}>`,
    // Words that no language gave are in English, as far as anybody knows.
    detail && `<p lang="en">${inHtml(detail)}</p>`,
    place && `<p>${inHtml(at)}: <code>${inHtml(place)}</code></p>`,
    `<p lang="${inHtml(language)}">${inHtml(remedy)}</p>`,
  ]
  return `<section>\n${parts.filter(Boolean).join('\n')}\n</section>`
}

/** `text` as HTML that shows it. */
function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
