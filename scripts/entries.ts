/** The entries of the package as package.json names them, each with the source that it is built from. */
import { existsSync, readFileSync } from 'node:fs'

/** The checkout, as a URL that ends in a slash. */
export const root: URL = new URL('../', import.meta.url)

/** The source of the command line, which package.json can only name by its output. */
const binSource = 'src/cli/main.ts'

/** One file that the build makes: where it comes from, where it goes. Paths are relative to the checkout. */
export interface Entry {
  /** What a user imports, `reactor-errors/pointer`; for the command line, its name. */
  readonly specifier: string
  readonly source: string
  readonly output: string
  /** Absent for the command line, which nobody imports. */
  readonly types?: string
}

/** What of package.json names the entries. */
interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
  readonly bin: Readonly<Record<string, string>>
}

/** Reads package.json of the checkout. */
function readManifest(): Manifest {
  // The file is ours; the build and the tests fail at once where it is not of this shape.
  return JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest
}

/**
 * The entries that are code: everything in `exports` that has types, then the command line.
 * The declarations mirror src, so the place of the types names the source.
 * Throws an Error that lists the sources that do not exist.
 */
export function readEntries(): readonly Entry[] {
  const manifest = readManifest()
  const libraries = Object.entries(manifest.exports).flatMap(([subpath, target]): Entry[] =>
    typeof target === 'string'
      ? []
      : [
          {
            specifier: manifest.name + subpath.slice(1),
            source: target.types.replace('./dist/types/', 'src/').replace(/\.d\.ts$/, '.ts'),
            output: target.default.replace('./', ''),
            types: target.types.replace('./', ''),
          },
        ],
  )
  const commands = Object.entries(manifest.bin).map(
    ([specifier, output]): Entry => ({ specifier, source: binSource, output }),
  )
  const entries = [...libraries, ...commands]
  const missing = entries.filter(({ source }) => !existsSync(new URL(source, root)))
  if (missing.length > 0) {
    throw new Error(
      `package.json names entries without a source: ${missing.map((entry) => `${entry.specifier} (${entry.source})`).join(', ')}`,
    )
  }
  return entries
}
