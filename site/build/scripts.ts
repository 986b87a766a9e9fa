/** Bundles what runs in the browser: one file per page that has a script, and the worker of the decoder. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** Where the scripts stand, relative to the root of the site, by their names. */
export type Scripts = Readonly<Record<string, string>>

const BROWSER = fileURLToPath(new URL('../browser/', import.meta.url))

/** The sentences of English come with the page's language, as data, and not with the script. */
const withoutSentences: Plugin = {
  name: 'without-sentences',
  setup({ onLoad }) {
    onLoad({ filter: /explain[\\/]languages[\\/]en\.json$/ }, () => ({ contents: '{}', loader: 'json' }))
  },
}

/** Writes all scripts into the folder `assets` of `folder`. The worker's name stands in the decoder's script. */
export async function bundleScripts(folder: string): Promise<Scripts> {
  const worker = await bundle({ worker: `${BROWSER}decode/worker.ts` }, folder, {})
  const pages = await bundle({ catalog: `${BROWSER}catalog.ts`, decode: `${BROWSER}decode/page.ts` }, folder, {
    WORKER: JSON.stringify(basename(String(worker['worker']))),
  })
  const head = await bundle({ theme: `${BROWSER}theme.ts`, root: `${BROWSER}root.ts` }, folder, {})
  return { ...worker, ...pages, ...head }
}

async function bundle(
  entryPoints: Record<string, string>,
  folder: string,
  define: Record<string, string>,
): Promise<Record<string, string>> {
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    outdir: `${folder}/assets`,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    minify: true,
    target: 'es2023',
    metafile: true,
    plugins: [withoutSentences],
    define,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  const outputs = Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint === undefined ? [] : [[basename(entryPoint, '.ts'), `assets/${basename(path)}`] as const],
  )
  const names = Object.keys(entryPoints)
  return Object.fromEntries(outputs.map(([, path]) => [names.find((name) => path.startsWith(`assets/${name}-`)), path]))
}

/** Where the styles stand, relative to the root of the site. */
export const STYLES = 'assets/site.css'

/** Writes the styles, those of coloured code behind the site's own. */
export function writeStyles(folder: string, ofCode: string): void {
  const own = readFileSync(new URL('../styles/site.css', import.meta.url), 'utf8')
  mkdirSync(`${folder}/assets`, { recursive: true })
  writeFileSync(`${folder}/${STYLES}`, `${own}\n${ofCode}\n`)
}
