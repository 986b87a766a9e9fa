#!/usr/bin/env node
/** The program `reactor-errors`: runs the command line on this process. */
import { workerData } from 'node:worker_threads'
import { main } from './program.js'

// Not awaited at the top level: what a command loads later may import from this very module, and would wait for it forever.
void main(process, workerData)
