import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { entries, installed, packed, resolutions, runModule } from './packed.js'

const declarations = entries.map(({ specifier, types }) => ({ specifier, file: join(installed, types) }))
const program = ts.createProgram(
  declarations.map(({ file }) => file),
  { ...resolutions.nodenext, lib: ['lib.es2022.d.ts'], types: [] },
)
const checker = program.getTypeChecker()

/** A public name of an entry, behind whatever re-exports it. */
interface PublicName {
  readonly name: string
  readonly symbol: ts.Symbol
  readonly isValue: boolean
}

function publicNames(file: string): readonly PublicName[] {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${file} is not a module`)
  return checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    return { name: exported.name, symbol, isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0 }
  })
}

const isDescribed = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0

/** The members that a class adds to those of the class it extends. */
function membersOf({ name, symbol }: PublicName): readonly { readonly name: string; readonly symbol: ts.Symbol }[] {
  if ((symbol.flags & ts.SymbolFlags.Class) === 0) return []
  const bases = checker.getDeclaredTypeOfSymbol(symbol).getBaseTypes() ?? []
  return [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])]
    .filter((member) => (member.flags & (ts.SymbolFlags.TypeParameter | ts.SymbolFlags.Prototype)) === 0)
    .filter((member) => !/^(?:__|#)/.test(member.name) && !bases.some((base) => base.getProperty(member.name)))
    .map((member) => ({ name: `${name}.${member.name}`, symbol: member }))
}

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })

/** The declarations of a symbol in the package, without comments; of what other packages declare, nothing. */
function signaturesOf(symbol: ts.Symbol): readonly string[] {
  return (symbol.declarations ?? []).flatMap((declaration) => {
    const source = declaration.getSourceFile()
    if (!source.fileName.startsWith(installed)) return []
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
    return [printer.printNode(ts.EmitHint.Unspecified, node, source)]
  })
}

/** The symbols that the declarations of `symbol` name. */
function namedBy(symbol: ts.Symbol): readonly ts.Symbol[] {
  const found: ts.Symbol[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node) || ts.isTypeQueryNode(node)) {
      const name = ts.isTypeReferenceNode(node)
        ? node.typeName
        : ts.isTypeQueryNode(node)
          ? node.exprName
          : node.expression
      const named = checker.getSymbolAtLocation(name)
      if (named !== undefined) found.push(named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named)
    }
    ts.forEachChild(node, visit)
  }
  for (const declaration of symbol.declarations ?? []) {
    visit(ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration)
  }
  return found.filter(({ flags }) => (flags & ts.SymbolFlags.TypeParameter) === 0)
}

const report = (signatures: readonly string[]): string => `${[...signatures].sort().join('\n\n')}\n`
const fileOf = (specifier: string): string =>
  `./api/${specifier.replace(/^reactor-errors\/?/, '').replace('/', '-') || 'main'}.txt`

test.each(declarations)('the signatures of $specifier are those that were reviewed', async ({ specifier, file }) => {
  const names = publicNames(file).map(({ name, symbol }) => `// ${name}\n${signaturesOf(symbol).join('\n')}`)
  await expect(report(names)).toMatchFileSnapshot(fileOf(specifier))
})

test('so are the types that no entry exports and some signature names', async () => {
  const exported = new Set(declarations.flatMap(({ file }) => publicNames(file).map(({ symbol }) => symbol)))
  const shared = new Set<ts.Symbol>()
  const queue = [...exported]
  for (const symbol of queue) {
    const unseen = namedBy(symbol).filter((named) => !exported.has(named) && !shared.has(named))
    for (const named of unseen) shared.add(named)
    queue.push(...unseen)
  }
  await expect(report([...shared].flatMap(signaturesOf))).toMatchFileSnapshot('./api/shared.txt')
})

test.each(declarations)('$specifier exports the same values to the compiler and to Node', ({ specifier, file }) => {
  const declared = publicNames(file).filter(({ isValue }) => isValue)
  const { stdout } = runModule(
    packed.peers,
    `console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(specifier)}))))`,
  )
  expect(JSON.parse(stdout)).toEqual(declared.map(({ name }) => name).sort())
})

test.each(declarations)('every export of $specifier has a docstring', ({ file }) => {
  const names = publicNames(file)
  const all = names.flatMap((name) => [name, ...membersOf(name)])
  expect(all.filter(({ symbol }) => !isDescribed(symbol)).map(({ name }) => name)).toEqual([])
})
