/** Colours code while the site is built: tokens get classes, since inline styles would break the policy of the pages. */
import { createHighlighterCore, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { escapeHtml, Html, html } from './html.js'

const THEMES = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const

const highlighter: HighlighterCore = await createHighlighterCore({
  themes: [import('shiki/themes/github-light-high-contrast.mjs'), import('shiki/themes/github-dark-high-contrast.mjs')],
  langs: [
    import('shiki/langs/typescript.mjs'),
    import('shiki/langs/json.mjs'),
    import('shiki/langs/shellscript.mjs'),
    import('shiki/langs/http.mjs'),
  ],
  engine: createJavaScriptRegexEngine(),
})

/** The pairs of colours that were used, each with the number of its class. */
const pairs = new Map<string, number>()
const done = new Map<string, Html>()

/** Where a name in code leads, if anywhere. */
export type LinkOf = (name: string) => string | undefined

/** `code` as a block with coloured tokens; names that `linkOf` knows become links. A language that is not known is plain text. */
export function highlight(code: string, language: string, linkOf?: LinkOf): Html {
  const text = code.trimEnd()
  const key = linkOf === undefined ? `${language}\n${text}` : undefined
  const known = key === undefined ? undefined : done.get(key)
  if (known !== undefined) return known
  const isKnown = highlighter.getLoadedLanguages().includes(language)
  const inner = isKnown ? tokens(text, language, linkOf) : escapeHtml(text)
  // A block that scrolls has to be reachable by keyboard.
  const block = html`<pre tabindex="0"><code>${new Html(inner)}</code></pre>`
  if (key !== undefined) done.set(key, block)
  return block
}

function tokens(text: string, language: string, linkOf: LinkOf | undefined): string {
  const lines = highlighter.codeToTokensWithThemes(text, { lang: language, themes: THEMES })
  return lines
    .map((line) =>
      line
        .map(({ content, variants }) => {
          const href = linkOf?.(content.trim())
          const inner = href === undefined ? escapeHtml(content) : html`<a href="${href}">${content}</a>`.text
          const { light, dark } = variants
          if (content.trim() === '' || light?.color === undefined || dark?.color === undefined) return inner
          return `<span class="${classOf(`light-dark(${light.color}, ${dark.color})`)}">${inner}</span>`
        })
        .join(''),
    )
    .join('\n')
}

function classOf(pair: string): string {
  const number = pairs.get(pair) ?? pairs.size
  pairs.set(pair, number)
  return `t${number}`
}

/** The rules for all classes that have been given so far. */
export function highlightStyles(): string {
  return [...pairs].map(([pair, number]) => `.t${number}{color:${pair}}`).join('\n')
}
