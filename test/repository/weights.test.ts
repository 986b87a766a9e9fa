import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { root } from '../../scripts/entries.js'

/** The parts of the main entry as docs/entries.md calls them, and the sources that each is made of; the first that fits counts. */
const parts: readonly (readonly [what: string, sources: RegExp])[] = [
  ['secrets, masked by value and by looks', /failure\/(?:secret|escapes)/],
  [
    'readers of JSON, XML, pages and texts that follow no standard',
    /dialect\/(?:said|readers\/(?:foreign|markup|opaque))/,
  ],
  [
    'readers of JSON:API, deferred failures, problem details, the gateway and sign-in',
    /dialect\/(?:readers|problem)|failure\/read-errors|reactor\/(?:deferred|channels|gateway|ims)/,
  ],
  ['the catalog of codes', /generated/],
  ['the class of errors, and what restores them', /failure\/(?!headers|retry-after)/],
  [
    'bodies, headers, statuses and broken JSON',
    /jsonapi|failure\/(?:headers|retry-after)|dialect\/(?:decode|reader)\./,
  ],
  ['dialects, and what finds responses in what was thrown', /./],
]

const { metafile } = buildSync({
  entryPoints: [fileURLToPath(new URL('src/index.ts', root))],
  absWorkingDir: fileURLToPath(root),
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  outfile: 'main.js',
})
const sources = Object.entries(metafile.outputs['main.js']?.inputs ?? {})
const partOf = (path: string): string | undefined => parts.find(([, pattern]) => pattern.test(path))?.[0]
const documented = readFileSync(new URL('docs/entries.md', root), 'utf8')

test.each(parts)('the documentation says what weighs in the main entry: %s', (what) => {
  const bytes = sources.reduce((sum, [path, { bytesInOutput }]) => sum + (partOf(path) === what ? bytesInOutput : 0), 0)
  const [, told] = documented.split(`| ${what} | `)
  expect(Math.abs(Number.parseFloat(`${told}`) - bytes / 1000), `${bytes} bytes`).toBeLessThan(0.5)
})
