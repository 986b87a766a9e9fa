import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { installed, packed } from './packed.js'

const modules = packed.files.filter((path) => /\.(?:js|d\.ts)$/.test(path))

/** Whatever a module imports or exports from, at once or later, and the types it names by `import('…')`. */
function specifiersOf(path: string): readonly string[] {
  const tree = ts.createSourceFile(path, readFileSync(join(installed, path), 'utf8'), ts.ScriptTarget.ES2023)
  const found: string[] = []
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push(node.text)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0])
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal)
    // `new URL('./worker.js', import.meta.url)`
    if (ts.isNewExpression(node) && /^\.\.?\//.test(node.arguments?.[0]?.getText(tree).slice(1, -1) ?? '')) {
      add(node.arguments?.[0])
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const links = modules.flatMap((path) => specifiersOf(path).map((specifier) => ({ path, specifier })))

describe('a module of the package', () => {
  test('imports others at once and later', () => {
    expect(links.length).toBeGreaterThan(modules.length)
    expect(links.filter(({ specifier }) => specifier.includes('explain-ko'))).not.toEqual([])
  })

  test('leads nowhere but to files of the package', () => {
    const dead = links
      .filter(({ specifier }) => /^[./]/.test(specifier))
      .filter(({ path, specifier }) => {
        const target = resolve(installed, dirname(path), specifier)
        const file = path.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target
        return !existsSync(file) && !existsSync(target)
      })
    expect(dead).toEqual([])
  })

  test('names no package that package.json does not', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      readonly dependencies: object
      readonly peerDependencies: object
    }
    const known = Object.keys({ ...dependencies, ...peerDependencies })
    const names = links
      .map(({ specifier }) => specifier)
      .filter((specifier) => !/^(?:[./]|node:)/.test(specifier))
      .map((specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'))
    expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([])
  })
})
