/** What importing adds to a program for browsers: the entries that run there, and the peers. */
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { readEntries } from '../scripts/entries.js'
import { builtFile } from './packages.js'
import { heading, row } from './table.js'

/** Entries for Node alone, those that need a framework or a test runner beside them, and the languages, which weigh alike. */
const LEFT_OUT = /\/(?:undici|emulator|testing|node|express|fastify|koa|hono|render|explain\/.+)\b/
const peers = [
  'kitsu-core',
  'ts-json-api',
  'devour-client',
  'http-errors',
  '@hapi/boom',
  'ts-japi',
  'json-api-serializer',
  'jsonapi-serializer',
]

/** The weight of all that a module exports, bundled, minified and compressed, in kB. */
async function weight(module: string): Promise<number> {
  const { outputFiles } = await build({
    // Its default export too, which is all that packages of CommonJS have.
    stdin: {
      contents: `export * from '${module}'; import '${module}'`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    // What peers of the server ask of Node counts for nothing.
    external: ['node:*', 'stream', 'http', 'util', 'events', 'url', 'buffer', 'crypto', 'async_hooks'],
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  })
  const text = outputFiles[0]?.text ?? ''
  return gzipSync(text, { level: 9 }).length / 1000
}

export async function benchSizes(): Promise<void> {
  heading('Weight in a program for browsers, all of it kept, minified and compressed by gzip')
  for (const { specifier, types, output } of readEntries()) {
    if (types === undefined || LEFT_OUT.test(specifier)) continue
    row(specifier, await weight(fileURLToPath(builtFile(basename(output, '.js')))), 'kB')
  }
  for (const name of peers) row(name, await weight(name), 'kB')
}
