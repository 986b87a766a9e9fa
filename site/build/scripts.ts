/** Bundles what runs in the browser: one file per page that has a script, and the worker of the decoder. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'

/** Where the scripts stand, relative to the root of the site, by their names. */
export type Scripts = Readonly<Record<string, string>>

const BROWSER = fileURLToPath(new URL('../browser/', import.meta.url))

/** The sentences of English come with the page's language, as data, and not with the script. */
const withoutSentences: Plugin = {
  name: 'without-sentences',
  load: (id) => (/explain[\\/]languages[\\/]en\.json$/.test(id) ? { code: '{}', moduleType: 'json' } : undefined),
}

/** Writes all scripts into the folder `assets` of `folder`. The worker's name stands in the decoder's script. */
export async function bundleScripts(folder: string): Promise<Scripts> {
  const decoder = async (): Promise<Scripts> => {
    const worker = await bundle({ worker: `${BROWSER}decode/worker.ts` }, folder)
    const define = { WORKER: JSON.stringify(basename(String(worker['worker']))) }
    return { ...worker, ...(await bundle({ decode: `${BROWSER}decode/page.ts` }, folder, define)) }
  }
  const bundles = await Promise.all([
    decoder(),
    ...['catalog', 'theme', 'root'].map((name) => bundle({ [name]: `${BROWSER}${name}.ts` }, folder)),
  ])
  return Object.assign({}, ...bundles)
}

async function bundle(
  input: Record<string, string>,
  folder: string,
  define: Record<string, string> = {},
): Promise<Scripts> {
  const build = await rolldown({ input, platform: 'browser', plugins: [withoutSentences], transform: { define } })
  const { output } = await build.write({
    dir: `${folder}/assets`,
    format: 'esm',
    minify: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await build.close()
  const entries = output.flatMap((file) => (file.type === 'chunk' && file.isEntry ? [file] : []))
  return Object.fromEntries(entries.map(({ name, fileName }) => [name, `assets/${fileName}`]))
}

/** Where the styles stand, relative to the root of the site. */
export const STYLES = 'assets/site.css'

/** Writes the styles, those of coloured code behind the site's own. */
export function writeStyles(folder: string, ofCode: string): void {
  const own = readFileSync(new URL('../styles/site.css', import.meta.url), 'utf8')
  mkdirSync(`${folder}/assets`, { recursive: true })
  writeFileSync(`${folder}/${STYLES}`, `${own}\n${ofCode}\n`)
}
