import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../repository/source-files.js'
import { checker, deadLinks } from './documents.js'
import { type CodeBlock, codeBlocks } from './markdown.js'

const documents = ['', 'docs/', 'examples/']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}${name}`))
  .filter((name) => name.endsWith('.md'))
  .map((name) => {
    const text = readFileSync(join(root, name), 'utf8')
    return { name, text, blocks: codeBlocks(text) }
  })

/** A block as a document would have it, after what stands `before` it and followed by what it `prints`. */
function sample(language: string, code: string, { before = '', prints = '' } = {}): CodeBlock {
  const text = prints === '' ? '' : `\n\`\`\`text\n${prints}\n\`\`\`\n`
  const [block] = codeBlocks(`${before}\n\`\`\`${language}\n${code}\n\`\`\`\n${text}`)
  if (block === undefined) throw new Error('the sample holds no block')
  return block
}

const use = `import { isJsonApiError } from 'reactor-errors'\n`
const print = `${use}console.log(isJsonApiError(1))`
const samples: Readonly<Record<string, { readonly block: CodeBlock; readonly wrong?: RegExp }>> = {
  'a-program-that-runs': { block: sample('ts', `${use}isJsonApiError(1)`) },
  'a-program-that-does-not-compile': { block: sample('ts', `${use}isJsonApiError()`), wrong: /Expected 1/ },
  'a-program-that-throws': { block: sample('ts', `throw new Error('no')`), wrong: /ends with 1: [\s\S]*no/ },
  'a-program-that-prints-what-it-says': { block: sample('ts', print, { prints: 'false' }) },
  'a-program-that-prints-something-else': {
    block: sample('ts', print, { prints: 'true' }),
    wrong: /prints\nfalse\ninstead of\ntrue/,
  },
  'a-program-that-is-only-compiled': {
    block: sample('ts', `throw new Error('no')`, { before: '<!-- not run: it would fail -->' }),
  },
  'a-command-that-runs': { block: sample('sh', 'npx reactor-errors --help') },
  'a-command-that-is-used-wrongly': { block: sample('sh', 'npx reactor-errors explode'), wrong: /ends with 2/ },
  'a-command-that-ends-as-it-says': {
    block: sample('sh', 'npx reactor-errors explode', { before: '<!-- exits with 2 -->' }),
  },
  'a-command-that-is-not-run': {
    block: sample('sh', 'curl https://example.com | npx reactor-errors explode', {
      before: '<!-- not run: network -->',
    }),
  },
  'a-script-of-package-json': { block: sample('sh', 'npm ci && npm test') },
  'a-script-that-nobody-wrote': { block: sample('sh', 'npm run dance'), wrong: /no script is called dance/ },
  data: { block: sample('json', '{"errors":[]}') },
  'broken-data': { block: sample('json', '{"errors":'), wrong: /SyntaxError/ },
  'a-language-without-a-check': { block: sample('perl', '1'), wrong: /neither run nor checked/ },
}

const nameOf = (document: string, { line }: CodeBlock): string =>
  `${document.replace('.md', '').replace('/', '-')}-${line}`

const check = checker({
  ...Object.fromEntries(documents.flatMap(({ name, blocks }) => blocks.map((block) => [nameOf(name, block), block]))),
  ...Object.fromEntries(Object.entries(samples).map(([name, { block }]) => [name, block])),
})

describe.each(documents)('$name', ({ name, text, blocks }) => {
  test('links only to places of the repository that exist', () => {
    expect(deadLinks(text, name)).toEqual([])
  })

  for (const block of blocks) {
    test(`the ${block.language} block at line ${block.line} does what it says`, () => {
      expect(check(nameOf(name, block))).toEqual([])
    })
  }
})

describe('the check itself', () => {
  test.each(Object.entries(samples))('knows %s', (name, { wrong }) => {
    expect(check(name).join('\n')).toMatch(wrong ?? /^$/)
  })

  test('finds links that lead nowhere', () => {
    const links = '[a](package.json) [b](missing.md) [c](#here) [d](#gone) [e](https://example.com) `[f](code.md)`'
    const text = `# Here\n${links}\n\n[g]: ../outside.md\n`
    expect(deadLinks(text, 'README.md')).toEqual(['missing.md', '#gone', '../outside.md'])
  })
})
