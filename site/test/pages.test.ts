import { posix } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { buildSnippet, catchSnippet, codes, explained, responsesOf } from '../data/codes.js'
import { languages, siteEnglish } from '../data/languages.js'
import { files, textOf } from './site.js'

const all = new Set(files)
const pages = files.filter((file) => file.endsWith('.html'))

/** The targets of a page's links, scripts and styles, as files of the site. */
function targets(page: string): readonly string[] {
  const found = [...textOf(page).matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target]) => String(target))
  return found
    .filter((target) => !/^(?:https?:|#|mailto:)/.test(target))
    .map((target) => {
      const [path = ''] = target.split(/[#?]/)
      const file = path === '' ? page : posix.join(posix.dirname(page), path)
      return file.endsWith('/') || file === '.' ? posix.join(file, 'index.html') : file
    })
}

test('every link between the pages leads to a file of the site', () => {
  const broken = pages.flatMap((page) => targets(page).flatMap((file) => (all.has(file) ? [] : [`${page} -> ${file}`])))
  expect(broken).toEqual([])
})

test('every link to a place in a page leads to one that is there', () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\shref="([^"#:]*)#([^"]+)"/g)].flatMap(([, path = '', id = '']) => {
      const file = path === '' ? page : posix.join(posix.dirname(page), path, path.endsWith('/') ? 'index.html' : '')
      return textOf(file).includes(`id="${id}"`) ? [] : [`${page} -> ${path}#${id}`]
    }),
  )
  expect(broken).toEqual([])
})

test('no page has an inline script or style, or an address that depends on where the site stands', () => {
  const inline = /<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="|\s(?:href|src)="\//
  expect(pages.filter((page) => inline.test(textOf(page)))).toEqual([])
})

test('every code has a page and a Markdown twin in every language, and each page names the others', () => {
  const missing = languages.flatMap(({ tag }) =>
    codes.flatMap((code) => [`${tag}/${code}/index.html`, `${tag}/${code}/index.md`].filter((file) => !all.has(file))),
  )
  expect(missing).toEqual([])
  for (const { tag } of languages) {
    const text = textOf(`${tag}/sftp-exception/index.html`)
    expect(text).toContain(`<html lang="${tag}" dir="ltr"`)
    for (const other of languages) {
      expect(text).toContain(`hreflang="${other.tag}" href="../../${other.tag}/sftp-exception/"`)
    }
  }
})

test.each(languages)(
  'the page of a code says in $name what the catalog says, and marks what Adobe does not document',
  (language) => {
    for (const code of ['read-only', '403025', 'invalid_token', 'image-not-found', 'vignette-not-found']) {
      const { title, cause, usually, remedy, documented } = explained(code, language)
      const html = textOf(`${language.tag}/${code}/index.html`)
      const markdown = textOf(`${language.tag}/${code}/index.md`)
      for (const text of [title, cause, usually ?? '', remedy]) {
        expect(html).toContain(text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'))
        expect(markdown).toContain(text)
      }
      expect(markdown.includes(`~ ${cause}`)).toBe(!documented.includes('cause'))
    }
  },
)

test('the headers for nginx are those of other hosts', () => {
  const headers = [...textOf('_headers').matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(
    ([, name, value]) => `${name}: ${value}`,
  )
  const ofNginx = [...textOf('nginx.conf').matchAll(/add_header ([\w-]+) "?([^"]+?)"? always;/g)].map(
    ([, name, value]) => `${name}: ${value}`,
  )
  expect(ofNginx).toEqual(headers.slice(0, ofNginx.length))
  expect(textOf('_headers')).not.toMatch(/unsafe-inline|unsafe-eval/)
})

test('llms.txt leads to the Markdown of every code', () => {
  const text = textOf('llms.txt')
  const linked = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => String(target))
  expect(linked).toEqual(codes.map((code) => `en/${code}/index.md`))
  expect(linked.filter((target) => !all.has(target))).toEqual([])
})

test('figures stay on one line with their units', () => {
  const cells = [...textOf('guides/performance/index.html').matchAll(/<td>([\d.,]+.*?)<\/td>/g)].map(([, cell]) => cell)
  expect(cells.filter((cell) => cell?.includes('\u00a0%')).length).toBeGreaterThan(10)
  expect(cells.filter((cell) => /\d (?:%|x|ms|kB)$/.test(String(cell)))).toEqual([])
})

test('no code shares its address with another page', () => {
  expect(codes.filter((code) => ['decode', 'index.html', 'sentences.json'].includes(code))).toEqual([])
})

/** The texts of the blocks of code on a page. */
function blocksOf(file: string): readonly string[] {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return [...textOf(file).matchAll(/<pre[^>]*><code>([\s\S]*?)<\/code><\/pre>/g)].map(([, block = '']) =>
    block.replace(/<[^>]+>/g, '').replace(/&(#?\w+);/g, (_match, name: string) => String(entities[name])),
  )
}

test('a page shows responses and code as they are, blank lines and all', () => {
  for (const code of codes) {
    const explanation = explained(code, siteEnglish)
    const wanted = [...responsesOf(code).map(({ text }) => text), catchSnippet(explanation), buildSnippet(explanation)]
    expect(blocksOf(`en/${code}/index.html`)).toEqual(wanted.map((text) => text.trimEnd()))
  }
})

test('what a page shows as TypeScript compiles, for every code', () => {
  const snippets = new Map(
    codes.flatMap((code) => {
      const explanation = explained(code, siteEnglish)
      return [
        [`/snippets/${code}.catch.ts`, catchSnippet(explanation)],
        [`/snippets/${code}.build.ts`, buildSnippet(explanation)],
      ]
    }),
  )
  expect(diagnostics(snippets)).toEqual([])
  expect(diagnostics(new Map([['/snippets/wrong.ts', catchSnippet({ code: 'no-such', kind: 'code' })]]))).not.toEqual(
    [],
  )
})

/** What the compiler has to say of some modules that use the package. */
function diagnostics(sources: ReadonlyMap<string, string>): readonly string[] {
  const source = (path: string): string[] => [posix.join(import.meta.dirname, '../../src', path)]
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    resolveJsonModule: true,
    types: [],
    paths: {
      'reactor-errors': source('index.ts'),
      'reactor-errors/image-serving': source('image-serving/index.ts'),
    },
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (file) => sources.has(file) || fileExists.call(host, file)
  host.getSourceFile = (file, ...rest) => {
    const text = sources.get(file)
    return text === undefined
      ? getSourceFile.call(host, file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023)
  }
  const program = ts.createProgram([...sources.keys()], options, host)
  return [...sources.keys()].flatMap((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  )
}
