/** Serves the built site on loopback, with the headers of `_headers`: `npm start -- 8080`; without a port, a free one. */
import { fileURLToPath } from 'node:url'
import { serveFolder } from './server.js'

const port = Number(process.argv[2] ?? 0)
const { url } = await serveFolder(fileURLToPath(new URL('../dist/', import.meta.url)), { port })
process.stdout.write(`${url}\n`)
