#!/usr/bin/env node
/** The program `reactor-errors`: runs the command line on this process. */
import { run } from './program.js'

// Not awaited at the top level: what a command loads later may import from this very module, and would wait for it forever.
void run(process.argv.slice(2), process).then((code) => {
  process.exitCode = code
})
