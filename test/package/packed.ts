/** The packed package as the tests of this folder use it: its entries, programs run and compiled against it. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import ts from 'typescript'
import { inject } from 'vitest'
import { type Entry, readEntries } from '../../scripts/entries.js'
import { diagnose } from '../repository/diagnose.js'
import type { Packed } from './pack.js'

export const packed: Packed = inject('packed')

/** The installed package in the project that has it alone. */
export const installed: string = join(packed.plain, 'node_modules/reactor-errors')

/** The entries that a user can import, in the order of package.json. */
export const entries: readonly (Entry & { readonly types: string })[] = readEntries().flatMap((entry) =>
  entry.types === undefined ? [] : [{ ...entry, types: entry.types }],
)

/** What a program said and how it ended. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs an ES module given as text in a project, as `node --input-type=module` would read it. */
export function runModule(project: string, code: string, ...flags: readonly string[]): Outcome {
  return spawnSync(process.execPath, [...flags, '--input-type=module', '--eval', code], {
    cwd: project,
    encoding: 'utf8',
  })
}

/** The strictest settings that a user is likely to have. */
const strict: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  resolveJsonModule: true,
  skipLibCheck: false,
  // TypeScript's own libraries are not what is tested, and checking them takes seconds.
  skipDefaultLibCheck: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
}

/** How a user's compiler finds modules. */
export const resolutions: Readonly<Record<'nodenext' | 'bundler', ts.CompilerOptions>> = {
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler },
}

/** Compiles files and gives what the compiler has against them, `file:line: message` each. `lib` is of ES2022 unless told. */
export function compile(files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  return diagnose(ts.createProgram(files, { ...strict, lib: ['lib.es2022.d.ts'], ...options }))
}
