import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { diagnose } from './diagnose.js'
import { root, type SourceFile, sourceFiles, walk } from './source-files.js'

/** What the files of a room may import. Type imports count. */
interface Room {
  /** The other rooms that its arrows may reach. */
  readonly rooms: readonly string[]
  /** The packages that it may import. */
  readonly packages: readonly string[]
}

const core = ['jsonapi', 'failure', 'dialect', 'reactor'] as const
const prose = [...core, 'image-serving', 'explain'] as const

/** The rooms of src, each with all that it may reach; the entry point `index.ts` counts as one. */
const rooms: Readonly<Record<string, Room>> = {
  jsonapi: { rooms: [], packages: ['json-pointer', 'ts-json-api'] },
  failure: { rooms: ['jsonapi'], packages: [] },
  dialect: { rooms: ['jsonapi', 'failure'], packages: [] },
  reactor: { rooms: ['jsonapi', 'failure', 'dialect'], packages: [] },
  'image-serving': { rooms: ['jsonapi', 'failure', 'dialect'], packages: ['sharp'] },
  'index.ts': { rooms: core, packages: [] },
  explain: { rooms: [...core, 'image-serving'], packages: ['fastest-levenshtein'] },
  input: { rooms: prose, packages: ['jsonc-parser'] },
  client: { rooms: prose, packages: ['undici'] },
  server: { rooms: prose, packages: ['fastify'] },
  testing: { rooms: [...prose, 'server'], packages: ['vitest'] },
  emulator: { rooms: [...prose, 'server'], packages: ['sharp'] },
  cli: {
    rooms: [...prose, 'input', 'client', 'server', 'emulator'],
    packages: ['commander', 'fast-string-width', 'jsonc-parser', 'picocolors'],
  },
}

/** The files that may use what only Node has; all others run in browsers as well. */
const nodeFiles =
  /^(?:cli|emulator|testing)\/|^client\/undici\/|^server\/adaptors\/(?!web|responder|hono)|^image-serving\/render\//

/** What a global of Node is called; browsers have none of these. */
const nodeGlobals = new Set([
  'Buffer',
  'clearImmediate',
  'global',
  'module',
  'process',
  'require',
  'setImmediate',
  '__dirname',
  '__filename',
])

const roomOf = (path: string): string => path.split('/')[0] ?? path

/** The specifiers of a file's imports, exports, dynamic imports and import types. */
function specifiers({ tree }: SourceFile): readonly string[] {
  const found: string[] = []
  walk(tree, (node) => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined
    if (specifier !== undefined) found.push(ts.isStringLiteralLike(specifier) ? specifier.text : specifier.getText())
  })
  return found
}

const isRelative = (specifier: string): boolean => specifier.startsWith('.')
const isBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier)
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const fileOf = ({ path }: SourceFile, specifier: string): string =>
  posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')

const imports = sourceFiles.map((file) => {
  const all = specifiers(file)
  return {
    path: file.path,
    room: roomOf(file.path),
    files: all.filter(isRelative).map((specifier) => fileOf(file, specifier)),
    packages: all.filter((specifier) => !isRelative(specifier) && !isBuiltin(specifier)).map(packageOf),
    builtins: all.filter(isBuiltin),
  }
})

/** The imports that some list of the room does not allow, as `from -> to`. */
function breaches(allowed: (room: Room, path: string) => readonly string[]): readonly string[] {
  return imports.flatMap(({ path, room }) => {
    const rules = rooms[room]
    return rules === undefined ? [] : allowed(rules, path).map((target) => `${path} -> ${target}`)
  })
}

const importsOf = new Map(imports.map((file) => [file.path, file]))

test('every file of src stands in a room that the table knows', () => {
  expect(imports.filter(({ room }) => rooms[room] === undefined).map(({ path }) => path)).toEqual([])
})

test('every relative import names a file that exists', () => {
  const isThere = (file: string): boolean => importsOf.has(file) || existsSync(join(root, 'src', file))
  expect(imports.flatMap(({ files }) => files.filter((file) => !isThere(file)))).toEqual([])
})

test('arrows between the rooms run one way', () => {
  expect(
    breaches((room, path) =>
      (importsOf.get(path)?.files ?? []).filter(
        (file) => roomOf(file) !== roomOf(path) && !room.rooms.includes(roomOf(file)),
      ),
    ),
  ).toEqual([])
})

test('the table itself has no cycle', () => {
  const order = Object.keys(rooms)
  const backwards = order.flatMap((name, place) =>
    (rooms[name]?.rooms ?? [])
      .filter((target) => order.indexOf(target) >= place)
      .map((target) => `${name} -> ${target}`),
  )
  expect(backwards).toEqual([])
})

test('packages are imported only where the table allows them', () => {
  expect(
    breaches((room, path) => (importsOf.get(path)?.packages ?? []).filter((name) => !room.packages.includes(name))),
  ).toEqual([])
})

test('Node built-ins are imported only where the table allows them', () => {
  expect(breaches((_, path) => (nodeFiles.test(path) ? [] : (importsOf.get(path)?.builtins ?? [])))).toEqual([])
})

test('Node globals are used only where the table allows Node', () => {
  const used = sourceFiles.flatMap(({ path, tree }) => {
    // `process.env.NODE_ENV` is written out so that bundlers can replace it, and guarded where there is no process.
    if (nodeFiles.test(path) || path === 'server/expose.ts') return []
    const found: string[] = []
    walk(tree, (node) => {
      if (ts.isIdentifier(node) && nodeGlobals.has(node.text) && isReference(node)) found.push(`${path}: ${node.text}`)
    })
    return found
  })
  expect(used).toEqual([])
})

/** Whether an identifier reads a variable, and does not merely name a member or a parameter. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent))
    return parent.expression === node || parent.expression.getText() === 'globalThis'
  const names = 'name' in parent && parent.name === node
  const renames = 'propertyName' in parent && parent.propertyName === node
  return !names && !renames
}

test('no file of src imports itself by way of others, not for types either', () => {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path)
    if (seen >= 0) cycles.push([...trail.slice(seen), path].join(' -> '))
    if (seen >= 0 || done.has(path)) return
    for (const next of importsOf.get(path)?.files ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of imports) visit(path, [])
  expect(cycles).toEqual([])
})

test('what browsers run compiles without the types of Node', () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const files = sourceFiles.filter(({ path }) => !nodeFiles.test(path)).map(({ path }) => join(root, 'src', path))
  expect(diagnose(ts.createProgram(files, { ...options, types: [], skipLibCheck: true }))).toEqual([])
})
