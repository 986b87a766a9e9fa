/** What the tests of the documentation need to know of a Markdown text: its code blocks, links and headings. */

/** One fenced block of code. */
export interface CodeBlock {
  /** The first word after the fence; `''` where there is none. */
  readonly language: string
  readonly code: string
  /** The line of the fence, from 1. */
  readonly line: number
  /** Why the block is not run: the text of a comment `<!-- not run: reason -->` before it. */
  readonly notRun?: string
  /** The exit code that the block must give, from a comment `<!-- exits with 1 -->` before it; 0 without one. */
  readonly exits: number
  /** What the program prints: the `text` block that follows at once. */
  readonly prints?: string
}

const fence = /^(?<ticks>`{3,})(?<language>\S*)[^\n]*\n(?<code>[\s\S]*?)^\k<ticks>[ \t]*$/gm
const comment = /<!--\s*not run:\s*(.+?)\s*-->\s*$/
const exit = /<!--\s*exits with (\d+)\s*-->\s*$/

/** The fenced blocks of a text, in order. */
export function codeBlocks(text: string): readonly CodeBlock[] {
  const found = [...text.matchAll(fence)].map((match) => ({
    language: match.groups?.['language'] ?? '',
    code: match.groups?.['code'] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
  return found.map(({ language, code, start, end }, index) => {
    const before = text.slice(found[index - 1]?.end ?? 0, start)
    const notRun = comment.exec(before)?.[1]
    const next = found[index + 1]
    const prints = next?.language === 'text' && text.slice(end, next.start).trim() === '' ? next.code : undefined
    return {
      language,
      code,
      line: text.slice(0, start).split('\n').length,
      exits: Number(exit.exec(before)?.[1] ?? 0),
      ...(notRun === undefined ? {} : { notRun }),
      ...(prints === undefined ? {} : { prints }),
    }
  })
}

const withoutCode = (text: string): string => text.replace(fence, '').replace(/`[^`\n]*`/g, '')

/** The targets of the links and images of a text that lead to a place in the repository, fragment included. */
export function localLinks(text: string): readonly string[] {
  const prose = withoutCode(text)
  const inline = prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)
  const references = prose.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)
  return [...inline, ...references]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target))
}

/** The fragments that the headings of a text answer to, as GitHub makes them. */
export function anchors(text: string): ReadonlySet<string> {
  const headings = [...text.replace(fence, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) =>
    (heading ?? '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )
  const seen = new Map<string, number>()
  return new Set(
    headings.map((slug) => {
      const times = seen.get(slug) ?? 0
      seen.set(slug, times + 1)
      return times === 0 ? slug : `${slug}-${times}`
    }),
  )
}
