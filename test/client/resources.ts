/** A server whose responses all have a 2xx, with and without resources that failed. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { jsonApi, pour } from './bad-responses.js'
import { type Served, serve } from './wire-responses.js'

/** A build that failed for one reason. */
const failedBuild = (id: string) => ({
  type: 'builds',
  id,
  attributes: { status: 'failed' },
  meta: { status_details: { errors: [{ code: 'upstream-build-failed', title: 'Upstream Build Failed' }] } },
})

export const host = { data: { type: 'hosts', id: 'HT1', attributes: { name: 'größer', status: 'succeeded' } } }
const failed = { data: failedBuild('BL1') }

const long = JSON.stringify({ data: [], meta: { filler: 'x'.repeat(17 * 1_048_576) } })

/** Answers as the last part of the path says. */
export function answerWell(request: IncomingMessage, response: ServerResponse): unknown {
  const send = (body: unknown): unknown => response.writeHead(200, jsonApi).end(JSON.stringify(body))
  const compress = (body: unknown): unknown =>
    response.writeHead(200, { ...jsonApi, 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(body)))
  response.on('error', () => {})
  switch ((request.url ?? '/').replace(/^.*\//, '')) {
    case 'host':
      return send(host)
    case 'moved':
      return response.writeHead(307, { location: 'host' }).end()
    case 'failed':
      return send(failed)
    case 'failed-twice':
      return send({ data: [failedBuild('BL1'), host.data, failedBuild('BL2')] })
    case 'failed-gzip':
      return compress(failed)
    case 'host-gzip':
      return compress(host)
    case 'failed-as-text':
      return response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(failed))
    case 'broken':
      return response.writeHead(200, jsonApi).end('{"data": [')
    case 'deleted':
      return response.writeHead(204, jsonApi).end()
    case 'nothing':
      return response.writeHead(200, jsonApi).end()
    case 'hanging':
      return response.writeHead(200, jsonApi).write('{"data": [')
    case 'cut-off':
      response.writeHead(200, { ...jsonApi, 'content-length': 1000 })
      return response.write('{"data": [', () => response.destroy())
    case 'long':
      return response.writeHead(200, jsonApi).end(long)
    case 'download':
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      return pour(response, Number(request.headers['x-bytes']))
    default:
      return response.writeHead(404).end()
  }
}

/** Starts the server. */
export const serveResources = (): Promise<Served> => serve(answerWell)
