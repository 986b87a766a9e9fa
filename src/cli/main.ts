#!/usr/bin/env node
/** The program `reactor-errors`: runs the command line on this process. */
import { run } from './program.js'

process.exitCode = await run(process.argv.slice(2), process)
