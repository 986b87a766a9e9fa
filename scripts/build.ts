/** Builds dist: JavaScript by esbuild, one file per entry and chunks for what they share, and declarations by tsc. */
import { execFile } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { readEntries, root } from './entries.js'

const hashbang = '#!/usr/bin/env node\n'

/** Shared code goes into chunks, so that a class exists once however many entries use it. */
async function buildScripts(): Promise<void> {
  const entries = readEntries()
  await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: entries.map(({ source, output }) => ({
      in: source,
      out: output.replace('dist/', '').replace(/\.js$/, ''),
    })),
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    target: ['es2022', 'node20.19'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  })
  for (const { output, types } of entries) {
    if (types === undefined) makeExecutable(new URL(output, root))
  }
}

function makeExecutable(file: URL): void {
  const code = readFileSync(file, 'utf8')
  if (!code.startsWith('#!')) writeFileSync(file, hashbang + code)
  chmodSync(file, 0o755)
}

async function buildDeclarations(): Promise<void> {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  await promisify(execFile)(process.execPath, [tsc, '--project', 'src'], { cwd: root })
}

rmSync(new URL('dist', root), { recursive: true, force: true })
try {
  await Promise.all([buildScripts(), buildDeclarations()])
} catch (error) {
  // tsc reports on stdout, which execFile keeps on the error.
  const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
  process.stderr.write(`${said || (error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = 1
}
