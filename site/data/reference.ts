/** The reference of the package: what each entry exports, with its declaration and its docstring, read from the sources. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { readEntries, root } from '../../scripts/entries.js'

/** One export of an entry. */
interface Export {
  readonly name: string
  readonly kind: 'function' | 'class' | 'interface' | 'type' | 'constant'
  /** Its declarations, without their docstrings but with those of their members. */
  readonly declaration: string
  /** Its docstring, as Markdown. */
  readonly text: string
  /** Where its rule stands. */
  readonly see: readonly string[]
}

/** One entry of the package. */
export interface EntryReference {
  /** What is imported: `reactor-errors/pointer`. */
  readonly specifier: string
  /** Its part of the address. */
  readonly slug: string
  /** The first comment of its source. */
  readonly text: string
  readonly exports: readonly Export[]
}

const directory = fileURLToPath(root)

/** The source that a file of declarations would be made of; `undefined` where there is none. */
function sourceOf(file: string): string | undefined {
  const source = file.replace(/\.d\.ts$/, '.ts')
  return source !== file && file.startsWith(`${directory}src/`) && existsSync(source) ? source : undefined
}

/** The declarations of a source: made file by file, which takes no checking of types. */
function declarationsOf(source: string): string {
  const compilerOptions: ts.CompilerOptions = {
    isolatedDeclarations: true,
    declaration: true,
    target: ts.ScriptTarget.ES2023,
  }
  return ts.transpileDeclaration(readFileSync(source, 'utf8'), { compilerOptions, fileName: source }).outputText
}

/** Reads the reference of all entries that can be imported. */
export function readReference(): readonly EntryReference[] {
  const options: ts.CompilerOptions = { noLib: true, types: [], module: ts.ModuleKind.NodeNext }
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    fileExists: (file) => sourceOf(file) !== undefined,
    getSourceFile: (file) => {
      const source = sourceOf(file)
      if (source === undefined) return undefined
      return ts.createSourceFile(file, declarationsOf(source), ts.ScriptTarget.ES2023, true)
    },
  }
  const entries = readEntries().map(({ source }) => `${directory}${source.replace(/\.ts$/, '.d.ts')}`)
  const program = ts.createProgram(entries, options, host)
  const checker = program.getTypeChecker()
  return readEntries().flatMap(({ specifier, source, types }) => {
    const file = program.getSourceFile(`${directory}${source.replace(/\.ts$/, '.d.ts')}`)
    const module = file && checker.getSymbolAtLocation(file)
    if (types === undefined || module === undefined) return []
    const exports = checker.getExportsOfModule(module).flatMap((symbol) => exportOf(symbol, checker))
    const [, text = ''] = /^\/\*\*\s*([\s\S]*?)\s*\*\//.exec(readFileSync(new URL(source, root), 'utf8')) ?? []
    const slug = specifier.split('/').slice(1).join('-') || 'main'
    return [{ specifier, slug, text: text.replace(/\n \* ?/g, '\n'), exports: exports.sort(byName) }]
  })
}

const byName = (one: Export, other: Export): number => (one.name < other.name ? -1 : 1)

function exportOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly Export[] {
  const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const nodes = (real.declarations ?? []).map((node) => (ts.isVariableDeclaration(node) ? node.parent.parent : node))
  const [first] = nodes
  if (first === undefined) return []
  const see = real
    .getJsDocTags(checker)
    .flatMap(({ name, text }) => (name === 'see' ? [ts.displayPartsToString(text)] : []))
  return [
    {
      name: symbol.name,
      kind: kindOf(first),
      declaration: nodes.map((node) => node.getText().replace(/^(?:export |declare |default )+/, '')).join('\n'),
      text: ts.displayPartsToString(real.getDocumentationComment(checker)),
      see,
    },
  ]
}

function kindOf(node: ts.Node): Export['kind'] {
  if (ts.isFunctionDeclaration(node)) return 'function'
  if (ts.isClassDeclaration(node)) return 'class'
  if (ts.isInterfaceDeclaration(node)) return 'interface'
  return ts.isTypeAliasDeclaration(node) ? 'type' : 'constant'
}
