/** Builds the site into site/dist: `npm run site`. Its packages are its own, and installed where they are missing. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const site = fileURLToPath(new URL('../site/', import.meta.url))

function npm(...given: readonly string[]): void {
  const { status } = spawnSync('npm', given, { cwd: site, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(`${site}node_modules`)) npm('ci', '--no-audit', '--no-fund')
npm('run', 'build', '--silent')
process.stdout.write('The site stands in site/dist, for any web server; npm start --prefix site serves it here.\n')
