/** The page of a code as Markdown, for whoever reads pages by program. */
import type { Explanation } from '../../src/explain/index.js'
import { buildSnippet, catchSnippet, explained, factsOf, neighboursOf, responsesOf } from '../data/codes.js'
import { capital, languageOf } from '../data/languages.js'
import type { CodePage } from './code.11ty.js'

export const data = {
  pagination: { data: 'codePages', size: 1, alias: 'page', addAllPagesToCollections: false },
  permalink: ({ page: { tag, code } }: { readonly page: CodePage }) => `${tag}/${code}/index.md`,
}

export function render({ page: { tag, code } }: { readonly page: CodePage }): string {
  const language = languageOf(tag)
  const { texts, words } = language
  const explanation = explained(code, language)
  const { title, cause, usually, remedy, deprecated } = explanation
  const own = (member: string, text: string): string => (isDocumented(explanation, member) ? text : `~ ${text}`)
  const facts = factsOf(explanation, language).map(({ name, member, value }) => `- ${name}: ${own(member, value)}`)
  const samples = responsesOf(code).flatMap(({ delivery, text }) => [`### ${texts[delivery]}`, fenced('http', text)])
  const near = neighboursOf(code, language).map(
    (each) => `- [\`${each.code}\`](../${each.code}/index.md) ${each.title}`,
  )
  return [
    `# \`${code}\`: ${title}`,
    ...(deprecated === undefined ? [] : [deprecated]),
    `## ${capital(words.why, language)}`,
    own('cause', cause),
    ...(usually === undefined ? [] : [own('usually', usually)]),
    `## ${capital(words.remedy, language)}`,
    own('remedy', remedy),
    facts.join('\n'),
    `~ ${words.legend}`,
    `## ${texts.responseLooks}`,
    ...samples,
    `## ${texts.catch}`,
    fenced('ts', catchSnippet(explanation)),
    `## ${texts.build}`,
    fenced('ts', buildSnippet(explanation)),
    ...(near.length === 0 ? [] : [`## ${texts.neighbours}`, near.join('\n')]),
    '',
  ].join('\n\n')
}

function isDocumented({ documented }: Explanation, member: string): boolean {
  return documented.includes(member)
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}
