/** Decodes the files and folders that the arguments name; without any, the examples, and then shows the tour. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from '../src/cli/decode.js'
import { fileInput, type Input, readSource } from '../src/cli/inputs.js'
import { loadSpeech } from '../src/cli/languages.js'
import { createTextReporter } from '../src/cli/reporters/text.js'
import { createTerminal } from '../src/cli/terminal.js'

/** A request stands beside the response to it: `two.http` and `two.request.json`. */
const REQUEST = '.request.json'

function filesIn(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
  const names = readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [] : entry.name))
  const responses = names.filter((name) => !name.startsWith('.') && !name.endsWith('.md') && !name.endsWith(REQUEST))
  return responses.sort().map((name) => join(path, name))
}

async function withRequest(path: string): Promise<Input> {
  const input = fileInput(path)
  const request = path.replace(/(?:\.\w+)?$/, REQUEST)
  if (!existsSync(request)) return input
  const source = await readSource(fileInput(request))
  return 'kind' in source ? input : { ...input, source }
}

const named = process.argv.slice(2)
const paths = named.length > 0 ? named : ['examples']
const inputs = await Promise.all(paths.flatMap(filesIn).map(withRequest))
// That the examples hold errors is what they are for: the exit code stays 0.
const terminal = createTerminal(process)
const look = { ...terminal, ...(await loadSpeech('en')), isWatched: process.stdout.isTTY }
await decode(inputs, createTextReporter(look), terminal)
if (named.length === 0) await import('./tour.js')
