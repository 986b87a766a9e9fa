/** Opens and closes the server. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens, and gives the URL where; rejects if that cannot be had. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      // A server that listens on a port has such an address; only pipes have others.
      resolve(urlOf(server.address() as AddressInfo))
    })
  })
}

/** The URL of a server that listens on an address. IPv6 addresses stand in brackets there. */
export function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** Stops listening, and drops the connections that are open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
