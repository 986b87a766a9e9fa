#!/usr/bin/env node
/** The program `reactor-errors`: runs the command line on this process. */
import module from 'node:module'
import { workerData } from 'node:worker_threads'

// Node keeps what it compiled for the next start, in the folder for temporary files, from 22.1 on, which the types of 20 do not know.
const { enableCompileCache } = module as { enableCompileCache?: () => unknown }
enableCompileCache?.()

// Loaded after that, lest it be compiled before. Not awaited at the top level: what a command loads later may import from this very
// module, and would wait for it forever.
void import('./program.js').then(({ main }) => main(process, workerData))
