/** Checks the code blocks and links of documents: programs are compiled and run against the packed package, commands are run. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { root } from '../repository/source-files.js'
import { anchors, type CodeBlock, localLinks } from './markdown.js'
import { compile, type Outcome, packed, resolutions } from './packed.js'

/** A block by a name that no other block has, and that can name a file. */
export type NamedBlocks = Readonly<Record<string, CodeBlock>>

const directory = join(packed.peers, 'documents')

/** What the compiler has against the programs, by the name of their block. Each stands alone, as a reader would paste it. */
function compilePrograms(blocks: NamedBlocks): ReadonlyMap<string, readonly string[]> {
  mkdirSync(directory, { recursive: true })
  const files = Object.entries(blocks).map(([name, { code }]) => {
    const file = join(directory, `${name}.ts`)
    writeFileSync(file, `${code}\nexport {}\n`)
    return { name, file }
  })
  // What Node has: whoever writes for it need not have the library of browsers.
  const found = compile(
    files.map(({ file }) => file),
    {
      ...resolutions.nodenext,
      lib: ['lib.es2023.d.ts'],
      typeRoots: [join(root, 'node_modules/@types')],
      types: ['node'],
    },
  )
  return new Map(files.map(({ name, file }) => [name, found.filter((text) => text.startsWith(`${file}:`))]))
}

function runProgram(name: string, { code }: CodeBlock): Outcome {
  const file = join(directory, `${name}.mjs`)
  writeFileSync(file, transformSync(code, { loader: 'ts', format: 'esm', target: 'node20.19' }).code)
  return spawnSync(process.execPath, [file], { cwd: packed.peers, encoding: 'utf8' })
}

function runCommands({ code }: CodeBlock): Outcome {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawnSync('bash', ['-uo', 'pipefail', '-c', code], { cwd: packed.plain, encoding: 'utf8', env })
}

const isOurs = (code: string): boolean => /\bnpx reactor-errors\b/.test(code)

/** The scripts that commands name and package.json does not have. */
function missingScripts(code: string): readonly string[] {
  // The shape is that of our own package.json.
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
  return [...code.matchAll(/\bnpm (?:run )?([a-z:]+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !Object.hasOwn(scripts, name) && !['ci', 'i', 'install', 'pack'].includes(name))
}

const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '').trim()

/** What went wrong where a block was run, if anything: how it ended, or what it printed. */
function complaints({ prints, exits }: CodeBlock, { status, stdout, stderr }: Outcome): readonly string[] {
  if (status !== exits) return [`ends with ${status}: ${stderr || stdout}`]
  return prints === undefined || tidy(stdout) === tidy(prints)
    ? []
    : [`prints\n${tidy(stdout)}\ninstead of\n${tidy(prints)}`]
}

function checkData(code: string): readonly string[] {
  try {
    JSON.parse(code)
    return []
  } catch (error) {
    return [String(error)]
  }
}

/**
 * What is wrong with blocks, given as a function that checks the one it is asked for. `ts` is compiled and run, `sh` is run
 * where it calls the package's command, and else may name only scripts of package.json; `json` is parsed.
 */
export function checker(blocks: NamedBlocks): (name: string) => readonly string[] {
  const programs = Object.entries(blocks).filter(([, { language }]) => language === 'ts')
  const compiled = compilePrograms(Object.fromEntries(programs))
  return (name) => {
    const block = blocks[name]
    switch (block?.language) {
      case 'ts': {
        const wrong = compiled.get(name) ?? []
        return wrong.length > 0 || block.notRun ? wrong : complaints(block, runProgram(name, block))
      }
      case 'sh': {
        const wrong = missingScripts(block.code).map((script) => `no script is called ${script}`)
        return !isOurs(block.code) || block.notRun ? wrong : [...wrong, ...complaints(block, runCommands(block))]
      }
      case 'json':
        return checkData(block.code)
      case 'text':
      case 'http':
        return []
      default:
        return [`a block of “${block?.language}” is neither run nor checked`]
    }
  }
}

/** The links of a text that lead nowhere in the checkout, where the text stands at the path `at`. */
export function deadLinks(text: string, at: string): readonly string[] {
  return localLinks(text).filter((link) => {
    const [path = '', fragment] = link.split('#')
    const target = path === '' ? join(root, at) : resolve(root, dirname(at), decodeURI(path))
    if (relative(root, target).startsWith('..') || !existsSync(target)) return true
    if (fragment === undefined || !target.endsWith('.md')) return false
    return !anchors(path === '' ? text : readFileSync(target, 'utf8')).has(fragment)
  })
}
