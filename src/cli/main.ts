#!/usr/bin/env node
/** The program `reactor-errors`: runs the command line on this process. */
import { workerData } from 'node:worker_threads'
import { run } from './program.js'

// The threads of --jobs may load this module with what they share; they have work of their own.
if (workerData === null) {
  // Not awaited at the top level: what a command loads later may import from this very module, and would wait for it forever.
  void run(process.argv.slice(2), process).then((code) => {
    process.exitCode = code
  })
}
