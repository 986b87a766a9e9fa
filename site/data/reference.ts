/** The reference of the package: what each entry exports, with its declaration and its docstring, read from the sources. */
import { readdirSync, readFileSync } from 'node:fs'
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

/** The declarations of every source, by the names of their files: made file by file, which takes no checking of types. */
function declarations(): ReadonlyMap<string, string> {
  const sources = readdirSync(`${directory}src`, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  )
  const compilerOptions: ts.CompilerOptions = {
    isolatedDeclarations: true,
    declaration: true,
    target: ts.ScriptTarget.ES2023,
  }
  return new Map(
    sources.map((path) => {
      const file = `${directory}src/${path.replaceAll('\\', '/')}`
      const { outputText } = ts.transpileDeclaration(readFileSync(file, 'utf8'), { compilerOptions, fileName: file })
      return [file.replace(/\.ts$/, '.d.ts'), outputText]
    }),
  )
}

/** Reads the reference of all entries that can be imported. */
export function readReference(): readonly EntryReference[] {
  const texts = declarations()
  const options: ts.CompilerOptions = { noLib: true, types: [], module: ts.ModuleKind.NodeNext }
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    fileExists: (file) => texts.has(file),
    readFile: (file) => texts.get(file),
    getSourceFile: (file) => {
      const text = texts.get(file)
      return text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
    },
  }
  const program = ts.createProgram([...texts.keys()], options, host)
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
