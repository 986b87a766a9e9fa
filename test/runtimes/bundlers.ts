/**
 * Bundles programs of users with every bundler that it names, minified for browsers, and weighs what is left, compressed by gzip.
 * `npm run test:bundlers` installs the bundlers from npm and prints a table; `-- --write` puts it into docs/runtimes.md.
 * Exits 1 where a bundle weighs over a twentieth more than the table there says, or cannot be made.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { checkout, createProject, writeTable } from './project.js'

/** The programs of the first column, as docs/entries.md has them, too. */
const programs = [
  `export * from 'reactor-errors'`,
  `export { defineDialect } from 'reactor-errors'`,
  `export { JsonApiError } from 'reactor-errors'`,
  `export { isJsonApiError } from 'reactor-errors'`,
  `export { parseProperties } from 'reactor-errors/image-serving'`,
  `export * from 'reactor-errors/pointer'`,
]

/** Per bundler its packages, and a module that bundles `program.js` into `out/program.js`, as its documentation says. */
const bundlers = {
  esbuild: {
    packages: { esbuild: '^0.28.0' },
    script: `import { build } from 'esbuild'
await build({ entryPoints: ['program.js'], bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022', outfile: 'out/program.js', charset: 'utf8' })`,
  },
  rolldown: {
    packages: { rolldown: '^1.0.0' },
    script: `import { build } from 'rolldown'
await build({ input: 'program.js', platform: 'browser', output: { file: 'out/program.js', format: 'esm', minify: true } })`,
  },
  vite: {
    packages: { vite: '^8.0.0' },
    script: `import { build } from 'vite'
await build({ configFile: false, logLevel: 'error', build: { outDir: 'out', target: 'es2022', minify: true, lib: { entry: 'program.js', formats: ['es'], fileName: () => 'program.js' } } })`,
  },
  rollup: {
    packages: {
      rollup: '^4.0.0',
      '@rollup/plugin-node-resolve': '^16.0.0',
      '@rollup/plugin-commonjs': '^29.0.0',
      '@rollup/plugin-terser': '^1.0.0',
    },
    script: `import commonjs from '@rollup/plugin-commonjs'
import resolve from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import { rollup } from 'rollup'
const bundle = await rollup({ input: 'program.js', plugins: [resolve({ browser: true }), commonjs(), terser({ module: true })] })
await bundle.write({ file: 'out/program.js', format: 'esm' })
await bundle.close()`,
  },
  webpack: {
    packages: { webpack: '^5.0.0' },
    script: `import { promisify } from 'node:util'
import webpack from 'webpack'
const stats = await promisify(webpack)({ mode: 'production', entry: './program.js', target: ['web', 'es2022'], experiments: { outputModule: true }, output: { path: process.cwd() + '/out', filename: 'program.js', library: { type: 'module' } }, performance: false })
if (stats.hasErrors()) throw new Error(stats.toString())`,
  },
  rspack: {
    packages: { '@rspack/core': '^1.0.0' },
    script: `import { promisify } from 'node:util'
import { rspack } from '@rspack/core'
const stats = await promisify(rspack)({ mode: 'production', entry: './program.js', target: ['web', 'es2022'], experiments: { outputModule: true }, output: { path: process.cwd() + '/out', filename: 'program.js', library: { type: 'module' } }, performance: false })
if (stats.hasErrors()) throw new Error(stats.toString())`,
  },
}

const project = createProject('bundlers', Object.assign({}, ...Object.values(bundlers).map(({ packages }) => packages)))
const names = Object.keys(bundlers)
for (const [name, { script }] of Object.entries(bundlers)) project.write(`${name}.mjs`, script)

/** Returns what a bundler makes of a program, in kB. Throws an Error with what it says where it fails. */
function weigh(program: string, bundler: string): number {
  project.write('program.js', program)
  project.output('node', `${bundler}.mjs`)
  return gzipSync(readFileSync(join(project.folder, 'out/program.js')), { level: 9 }).length / 1000
}

/** The ceilings: the row of docs/runtimes.md that begins with the program. */
const page = readFileSync(`${checkout}docs/runtimes.md`, 'utf8')
function ceilingsOf(program: string): readonly number[] {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${program}\` |`)) ?? ''
  return row.split('|').slice(2, -1).map(Number)
}

const writes = process.argv.includes('--write')
const rows = [`| kB | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`]
for (const program of programs) {
  const ceilings = ceilingsOf(program)
  const weights = names.map((name) => weigh(program, name))
  for (const [index, weight] of weights.entries()) {
    if (writes || weight <= (ceilings[index] ?? 0) * 1.05 + 0.05) continue
    process.stderr.write(`${names[index]}: ${program} weighs ${weight.toFixed(1)} kB, not ${ceilings[index]}\n`)
    process.exitCode = 1
  }
  rows.push(`| \`${program}\` | ${weights.map((weight) => weight.toFixed(1)).join(' | ')} |`)
  process.stdout.write(`${rows.at(-1)}\n`)
}
if (writes) writeTable(rows)
