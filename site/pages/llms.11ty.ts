/** The site for language models, by https://llmstxt.org: every page that there is as Markdown. */
import { codes, explained, senderOf } from '../data/codes.js'
import { siteEnglish } from '../data/languages.js'

export const data = { permalink: 'llms.txt' }

export function render(): string {
  const lines = codes.map((code) => {
    const explanation = explained(code, siteEnglish)
    const sender = senderOf(explanation) === 'code' ? '' : ` (${explanation.kind})`
    return `- [${code}](en/${code}/index.md)${sender}: ${explanation.title}. ${explanation.cause}`
  })
  return [
    '# reactor-errors',
    `> ${siteEnglish.texts.homeLead}`,
    'Codes are permanent. In other languages the same pages stand under their tags: `ko/not-found/index.md`.',
    '## Codes',
    lines.join('\n'),
    '',
  ].join('\n\n')
}
