/** Prints how the package compares with its peers and with the floor; reports, and never fails for being slow. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const directory = fileURLToPath(new URL('.', import.meta.url))
const npm = (...args: readonly string[]): void => void execFileSync('npm', args, { cwd: directory, stdio: 'inherit' })

if (!existsSync(new URL('node_modules', import.meta.url))) npm('ci', '--no-audit', '--no-fund')
// What is measured is what users get.
npm('run', 'build', '--silent', '--prefix', '..')

// Loaded only now: they need what was just installed and built.
const { benchParse, benchThrow } = await import('./decode.js')
const { benchValidate } = await import('./validate.js')
const { benchBuild } = await import('./build.js')
const { benchFromAjv } = await import('./from-ajv.js')
const { benchPointers } = await import('./pointers.js')
const { benchImports } = await import('./imports.js')
const { benchProperties } = await import('./image-serving.js')
const { benchDeciding, benchErrorImages } = await import('./image-answers.js')
const { benchClient } = await import('./client.js')
const { benchEmulator } = await import('./emulator.js')
const { benchAnswer, benchMemory, benchServer } = await import('./server.js')

process.stdout.write(`Node ${process.version} on ${process.platform} ${process.arch}\n`)
benchParse()
benchThrow()
benchValidate()
benchBuild()
benchFromAjv()
benchPointers()
benchImports()
benchProperties()
benchDeciding()
await benchErrorImages()
await benchClient()
await benchEmulator()
benchAnswer()
await benchServer()
benchMemory()
