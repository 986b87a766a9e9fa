/** Packs the package once for all tests of this folder and installs the tarball as two users would; removes both after. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

/** What `npm pack` made, and the two projects that it was installed into. */
export interface Packed {
  readonly tarball: string
  /** Paths inside the tarball. */
  readonly files: readonly string[]
  /** A project with the package and nothing else; it also holds `examples/` for the tests of the command line. */
  readonly plain: string
  /** A project with a second copy of the package, the optional peers, and the types of Node that theirs need. */
  readonly peers: string
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: Packed
  }
}

const checkout = fileURLToPath(new URL('../../', import.meta.url))

async function npm(directory: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', args, { cwd: directory, maxBuffer: 1 << 26 })
  return stdout
}

async function install(directory: string, ...packages: readonly string[]): Promise<string> {
  mkdirSync(directory)
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  await npm(directory, 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages)
  return directory
}

/** The optional peers, and what the programs of the documents use besides. */
const peers = [
  ...['ajv@8', 'fastify@5', 'ts-json-api@1', 'undici@7', 'vitest@4', 'zod@4', '@types/node@20'],
  ...['pino@10', '@opentelemetry/api@1'],
]

/** Vitest calls this once, before the first test of the folder. */
export default async function pack(project: TestProject): Promise<() => void> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'reactor-errors-')))
  const clean = () => rmSync(directory, { recursive: true, force: true })
  try {
    // `npm pack` builds first, by way of `prepack`; its own answer is the last line that opens an array.
    const said = await npm(checkout, 'pack', '--json', '--silent', '--pack-destination', directory)
    // The shape is npm's, see `npm help pack`.
    const [made] = JSON.parse(said.slice(said.search(/^\[/m))) as { filename: string; files: { path: string }[] }[]
    if (made === undefined) throw new Error('npm pack made nothing')
    const tarball = join(directory, made.filename)
    const [plain, withPeers] = await Promise.all([
      install(join(directory, 'plain'), tarball),
      install(join(directory, 'peers'), tarball, ...peers),
    ])
    cpSync(join(checkout, 'examples'), join(plain, 'examples'), { recursive: true })
    project.provide('packed', { tarball, files: made.files.map(({ path }) => path).sort(), plain, peers: withPeers })
  } catch (error) {
    clean()
    throw error
  }
  return clean
}
