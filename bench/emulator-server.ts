/** A server under the bench, in a process of its own: the emulator, or a bare one that answers what the emulator does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Recorded } from './emulator.js'
import { built } from './packages.js'

let recorded: Recorded = { status: 500, headers: {}, body: '' }

async function startEmulator(): Promise<string> {
  const { startReactorEmulator } = await built<typeof import('../src/emulator/index.js')>('emulator')
  return (await startReactorEmulator()).url
}

/** Reads bodies to their end and parses them, as any server of JSON has to. */
function startBare(): Promise<string> {
  const server = createServer((request, response) => {
    const reply = (): void => void response.writeHead(recorded.status, recorded.headers).end(recorded.body)
    if (request.method === 'GET') return reply()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString())
      reply()
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

process.on('message', (message: 'usage' | Recorded) => {
  if (message !== 'usage') recorded = message
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit())
process.send?.(await (process.argv[2] === 'emulator' ? startEmulator() : startBare()))
