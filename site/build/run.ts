/** Builds the site into the folder `dist`, and says how long that took: `npm run build`. SITE_URL, if set, makes the addresses for search engines absolute. */
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import Eleventy from '@11ty/eleventy'
import { codes } from '../data/codes.js'
import { exampleFiles } from '../data/examples.js'
import { guides } from '../data/guides.js'
import { languages, wholeSentences } from '../data/languages.js'
import { readReference } from '../data/reference.js'
import { highlightStyles } from './highlight.js'
import { bundleScripts, writeStyles } from './scripts.js'

const site = fileURLToPath(new URL('../', import.meta.url))
const output = `${site}dist`

rmSync(output, { recursive: true, force: true })
process.chdir(site)
// Bundling has threads of its own.
const bundling = bundleScripts(output)
const reference = readReference()
const scripts = await bundling
const tags = languages.map(({ tag }) => tag)

const eleventy = new Eleventy('pages', 'dist', {
  quietMode: true,
  config(config) {
    config.addExtension('11ty.ts', { key: '11ty.js' })
    config.setTemplateFormats(['11ty.ts'])
    config.addGlobalData('scripts', scripts)
    config.addGlobalData('tags', tags)
    config.addGlobalData('guides', guides)
    config.addGlobalData('reference', reference)
    config.addGlobalData(
      'codePages',
      tags.flatMap((tag) => codes.map((code) => ({ tag, code }))),
    )
  },
})
await eleventy.write()
writeStyles(output, highlightStyles())
for (const language of languages) writeFileSync(`${output}/${language.tag}/sentences.json`, wholeSentences(language))
cpSync(`${site}static`, output, { recursive: true })
cpSync(`${site}../docs/bench`, `${output}/guides/bench`, { recursive: true, filter: (path) => !path.endsWith('.json') })
for (const file of exampleFiles) cpSync(file, `${output}/examples/${basename(file.pathname)}`)
process.stdout.write(`Built in ${(performance.now() / 1000).toFixed(1)} s\n`)
