/** Turns the pages of `docs` into HTML, with coloured code and with links that lead to pages of the site. */

import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import MarkdownIt from 'markdown-it'
import { highlight } from './highlight.js'
import { Html } from './html.js'

// The manifest is ours, and has a repository.
const { repository } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly repository: { readonly url: string }
}
const home = repository.url.replace(/^git\+/, '').replace(/\.git$/, '')

/** Where a link of a page in `docs` leads on a page of the guides: to another guide, or to the file in the repository. */
function targetOf(href: string): string {
  if (/^(?:[a-z]+:|#)/i.test(href)) return href
  const [path = '', fragment] = href.split('#')
  const file = posix.join('docs', path)
  const guide = /^docs\/([\w-]+)\.md$/.exec(file)?.[1]
  const target = guide === undefined ? `${home}/blob/main/${file}` : `../${guide}/`
  return fragment === undefined ? target : `${target}#${fragment}`
}

const markdown = new MarkdownIt({ html: true })

markdown.renderer.rules['fence'] = (tokens, index) => {
  const { info = '', content = '' } = tokens[index] ?? {}
  return highlight(content, info.trim().split(/\s/)[0] ?? '').text
}
markdown.core.ruler.push('links, headings and units', ({ tokens }) => {
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') token.attrSet('id', slug(tokens[index + 1]?.content ?? ''))
    for (const child of token.children ?? []) {
      // A number and its unit stay on one line, in narrow tables too.
      if (child.type === 'text') child.content = child.content.replace(/(\d) (?=(?:%|x|[kM]?B|m?s)(?!\w))/g, '$1\u00a0')
      if (child.type === 'link_open') child.attrSet('href', targetOf(String(child.attrGet('href'))))
      // A guide is a folder of its own; the pictures of `docs` stand beside all of them.
      if (child.type === 'image') child.attrSet('src', `../${child.attrGet('src')}`)
    }
  }
})

/** The id of a heading, as GitHub makes it, so that links between the pages of `docs` work in both places. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** A page of `docs` as HTML. Comments, which tell tests what to run, are left out. */
export function renderMarkdown(text: string): Html {
  return new Html(markdown.render(text.replace(/<!--[\s\S]*?-->\n?/g, '')))
}

/** One sentence or more of Markdown as HTML, without a paragraph around it. */
export function renderInline(text: string): Html {
  return new Html(markdown.renderInline(text))
}
