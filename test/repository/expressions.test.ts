/** No regular expression of the package takes more time than its input is long, save by a factor. */
import { analyse } from 'scslre'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { sourceFiles, walk } from './source-files.js'

interface Expression {
  readonly where: string
  readonly source: string
  readonly flags: string
}

/** Those that are written out. */
const written: Expression[] = sourceFiles.flatMap(({ path, tree }) => {
  const found: Expression[] = []
  walk(tree, (node) => {
    if (!ts.isRegularExpressionLiteral(node)) return
    const text = node.getText()
    const end = text.lastIndexOf('/')
    found.push({ where: path, source: text.slice(1, end), flags: text.slice(end + 1) })
  })
  return found
})

/** The files that put expressions together, and how many. */
const composing: Readonly<Record<string, number>> = {
  'failure/retry-after.ts': 3,
  'failure/secret-looks.ts': 3,
  'emulator/image-serving/config.ts': 3,
  'image-serving/attributes.ts': 1,
  'image-serving/failure.ts': 1,
  'cli/reporters/json.ts': 1,
  'server/validation/ajv-unions.ts': 1,
}

const Original = RegExp
afterAll(() => {
  globalThis.RegExp = Original
})

function tryWith(needs: CallableFunction): void {
  try {
    needs('Wed, 31 Dec 2025 19:01:00 GMT Authorization: Bearer abc123', [])
  } catch {
    // Whatever it needs else, its expressions are there.
  }
}

/** The expressions that a file makes: of its own, since those that it imports are loaded already. */
async function composed(path: string): Promise<readonly Expression[]> {
  await import(`../../src/${path}`)
  const found: Expression[] = []
  globalThis.RegExp = new Proxy(Original, {
    construct(target, given: ConstructorParameters<RegExpConstructor>) {
      const made = new target(...given)
      found.push({ where: path, source: made.source, flags: made.flags })
      return made
    },
  })
  try {
    const made: Readonly<Record<string, unknown>> = await import(`../../src/${path}?anew`)
    // Some are put together when they are first needed.
    for (const needs of Object.values(made)) if (typeof needs === 'function') tryWith(needs)
  } finally {
    globalThis.RegExp = Original
  }
  return found
}

/** How an input could make the engine go back over what it has read. */
function backtracking({ source, flags }: Expression): readonly string[] {
  return analyse({ source, flags }).reports.map(
    ({ type, exponential }) => `${type}${exponential ? ', exponential' : ''}`,
  )
}

const names = ({ where, source }: Expression): [name: string] => [`${where}: ${source}`]

describe('no input makes the engine go back over what it has read', () => {
  test.each(written.map((each) => [...names(each), each] as const))('%s', (_, expression) => {
    expect(backtracking(expression)).toEqual([])
  })

  test.each(Object.entries(composing))('in what %s puts together', async (path, count) => {
    const found = await composed(path)
    expect(found).toHaveLength(count)
    expect(found.map((each) => [each.source, backtracking(each)])).toEqual(found.map(({ source }) => [source, []]))
  })
})

test('every file that puts expressions together is known', () => {
  const makers = sourceFiles.filter(({ text }) => /\bRegExp\(/.test(text)).map(({ path }) => path)
  expect(makers.sort()).toEqual(Object.keys(composing).sort())
})

test('an expression that goes back is found', () => {
  expect(backtracking({ where: '', source: '^(?:a+)+$', flags: '' })).not.toEqual([])
  expect(backtracking({ where: '', source: '\\s+$', flags: '' })).not.toEqual([])
})
