/** The page of a code: cause, remedy, facts, what its responses look like, and the code that catches and builds it. */
import type { Explanation } from '../../src/explain/index.js'
import { highlight } from '../build/highlight.js'
import { type Html, html } from '../build/html.js'
import { layout } from '../build/layout.js'
import type { Scripts } from '../build/scripts.js'
import { buildSnippet, catchSnippet, explained, factsOf, marked, neighboursOf, responsesOf } from '../data/codes.js'
import { capital, languageOf, type SiteLanguage } from '../data/languages.js'

export interface CodePage {
  readonly tag: string
  readonly code: string
}

export const data = {
  pagination: { data: 'codePages', size: 1, alias: 'page', addAllPagesToCollections: false },
  permalink: ({ page: { tag, code } }: { readonly page: CodePage }) => `${tag}/${code}/index.html`,
}

export function render({
  page: { tag, code },
  scripts,
}: {
  readonly page: CodePage
  readonly scripts: Scripts
}): string {
  const language = languageOf(tag)
  const explanation = explained(code, language)
  return layout({
    language,
    path: `${tag}/${code}/`,
    title: `${code}: ${explanation.title}`,
    description: explanation.cause,
    main: html`<article>${head(explanation, language)}${facts(explanation, language)}${samples(code, language)}${snippets(explanation, language)}${neighbours(code, language)}</article>
<p class="more"><a href="../">${language.texts.codes}</a> · <a href="../decode/">${language.texts.decode}</a> · <a href="index.md" type="text/markdown">${language.texts.asMarkdown}</a></p>`,
    inLanguages: `${code}/`,
    markdown: 'index.md',
    scripts,
    section: 'codes',
  })
}

function head(explanation: Explanation, language: SiteLanguage): Html {
  const { code, title, cause, usually, remedy, deprecated } = explanation
  const { words } = language
  return html`<hgroup><p class="code"><code>${code}</code></p><h1>${marked(explanation, 'title', title)}</h1></hgroup>
${deprecated !== undefined && html`<p class="deprecated">${deprecated}</p>`}
<h2>${capital(words.why, language)}</h2>
<p>${marked(explanation, 'cause', cause)}</p>
${usually !== undefined && html`<p>${marked(explanation, 'usually', usually)}</p>`}
<h2>${capital(words.remedy, language)}</h2>
<p class="remedy">${marked(explanation, 'remedy', remedy)}</p>
`
}

function facts(explanation: Explanation, language: SiteLanguage): Html {
  const rows = factsOf(explanation, language).map(
    ({ name, member, value }) => html`<div><dt>${name}</dt><dd>${marked(explanation, member, value)}</dd></div>\n`,
  )
  return html`<dl class="facts">
${rows}</dl>
<p class="legend"><span class="own">~</span> ${language.words.legend}</p>
`
}

function samples(code: string, language: SiteLanguage): Html {
  const { texts } = language
  const blocks = responsesOf(code).map(
    ({ delivery, text }) => html`<h3>${texts[delivery]}</h3>\n${highlight(text, 'http')}\n`,
  )
  return html`<h2>${texts.responseLooks}</h2>\n${blocks}`
}

function snippets(explanation: Explanation, { texts }: SiteLanguage): Html {
  return html`<h2>${texts.catch}</h2>
${highlight(catchSnippet(explanation), 'typescript')}
<h2>${texts.build}</h2>
${highlight(buildSnippet(explanation), 'typescript')}
`
}

function neighbours(code: string, language: SiteLanguage): Html | undefined {
  const near = neighboursOf(code, language)
  if (near.length === 0) return undefined
  const items = near.map(
    (each) =>
      html`<li><a href="../${each.code}/"><code>${each.code}</code> <span class="title">${each.title}</span></a></li>\n`,
  )
  return html`<h2>${language.texts.neighbours}</h2>\n<ul class="codes">\n${items}</ul>\n`
}
