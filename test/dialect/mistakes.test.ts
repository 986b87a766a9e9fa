/** The words in which the compiler, and so an editor, speaks of mistakes. */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const file = `${root}test/mistakes-program.ts`

const head = `
import { defineDialect, reactor } from '../src/index.js'
declare const e: unknown
const shop = defineDialect({
  name: 'ShopError',
  codes: { gone: { title: 'Gone', status: 410 }, closed: { title: 'Closed', status: 503 } },
})
`
const fourWords = `"never" | "after-fix" | "after-sign-in" | "later"`

/** A line with a mistake in it, and the part of the message that says what it is. */
const mistakes: readonly [line: string, says: string][] = [
  [`reactor.match(e, { 'not-fuond': () => 1, otherwise: () => 2 })`, `"no code of this dialect: not-fuond"`],
  [`shop.match(e, { gone: () => 1, clsoed: () => 2, otherwise: () => 3 })`, `"no code of this dialect: clsoed"`],
  [`shop.matchAll(e, { gone: () => 1, closed: () => 2, closd: () => 3 })`, `"no code of this dialect: closd"`],
  [`reactor.match(e, { 'not-found': () => 1 })`, `Property 'otherwise' is missing`],
  [`shop.matchAll(e, { gone: () => 1 })`, `Property 'closed' is missing`],
  [`reactor.error('not-uniqe')`, `"no code of this dialect: not-uniqe"`],
  [`reactor.error('not-unique', { detial: 'Taken.' })`, `Did you mean to write 'detail'?`],
  [`reactor.error('not-unique', { pointer: 5 })`, `Type 'number' is not assignable to type 'string'`],
  [`reactor.object('not-uniqe')`, `'"not-uniqe"' is not assignable to parameter of type 'CodeOf<ReactorCodes>'`],
  [`reactor.is(e, 'not-uniqe')`, `'"not-uniqe"' is not assignable to parameter of type 'CodeOf<ReactorCodes>'`],
  [`reactor.on('not-uniqe', () => 1)`, `'"not-uniqe"' is not assignable to parameter of type 'CodeOf<ReactorCodes>`],
  [`reactor.entry('not-uniqe')`, `'"not-uniqe"' is not assignable to parameter of type 'CodeOf<ReactorCodes>'`],
  [
    `reactor.extend({ codes: { late: { title: 'Late', status: 504, retry: 'soon' } } })`,
    `'"soon"' is not assignable to type '${fourWords}'`,
  ],
  [
    `defineDialect({ name: 'X', codes: { late: { title: 'L', status: 504, retry: 'soon' } } })`,
    `to type '${fourWords}'`,
  ],
  [`reactor.extend({ codes: { late: { titel: 'Late', status: 500 } } })`, `Did you mean to write 'title'?`],
]

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  root,
)
const text = head + mistakes.map(([line]) => line).join('\n')
const host = ts.createCompilerHost(options)
const program = ts.createProgram(
  [file],
  { ...options, noEmit: true },
  {
    ...host,
    getSourceFile: (name, ...rest) =>
      name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true) : host.getSourceFile(name, ...rest),
  },
)
const source = program.getSourceFile(file)
const said = program.getSemanticDiagnostics(source).map(({ start = 0, messageText }) => ({
  line: text.slice(text.lastIndexOf('\n', start) + 1).split('\n', 1)[0],
  message: ts.flattenDiagnosticMessageText(messageText, '\n'),
}))

test.each(mistakes)('%s', (line, says) => {
  expect(said.filter((one) => one.line === line).map(({ message }) => message)).toEqual([expect.stringContaining(says)])
})

test.each(["reactor.error('not-uniqe')", "reactor.entry('not-uniqe')"])(
  '%s speaks of codes, not of failures',
  (line) => {
    expect(said.find((one) => one.line === line)?.message).not.toContain('Failure<')
  },
)
