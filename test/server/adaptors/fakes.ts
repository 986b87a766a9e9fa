/** What adaptors are given by servers of Node, without a server. */
import type { NodeResponse } from '../../../src/server/adaptors/node-response.js'

/** A response of Node’s that keeps account of what is done with it, and of its headers. */
export function responseOf(
  members: Partial<NodeResponse>,
  headers: Readonly<Record<string, unknown>> = {},
): { response: NodeResponse; done: unknown[]; kept: Map<string, unknown> } {
  const kept = new Map(Object.entries(headers))
  const done: unknown[] = []
  const response: NodeResponse = {
    ...{ headersSent: false, writableEnded: false, destroyed: false, statusMessage: 'as it was' },
    getHeader: (name) => kept.get(name),
    removeHeader: (name) => void kept.delete(name),
    writeHead: (status, more) => done.push(status, more),
    end: (body) => done.push(body),
    destroy: () => done.push('destroyed'),
    ...members,
  }
  return { response, done, kept }
}
