import { createReadStream } from 'node:fs'
import { get } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express from 'express'
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import { expressErrors } from '../../../src/server/adaptors/express.js'
import { koaErrors } from '../../../src/server/adaptors/koa.js'
import { withErrorResponses } from '../../../src/server/adaptors/node.js'
import type { AdaptorOptions } from '../../../src/server/adaptors/responder.js'
import type { ErrorReport } from '../../../src/server/options.js'
import { serve } from './served.js'

describe('a client that leaves in mid-response', () => {
  const endless = () => createReadStream('/dev/zero')
  const streams: Readonly<
    Record<string, (options: AdaptorOptions, failed: (error: unknown) => void) => Promise<string>>
  > = {
    'node:http': (options, failed) =>
      serve(
        withErrorResponses(async (_request, response) => {
          await pipeline(endless(), response).catch((error) => {
            failed(error)
            throw error
          })
        }, options),
      ),
    Express: (options, failed) => {
      const app = express()
      app.get('/', async (_request, response) => {
        await pipeline(endless(), response).catch((error) => {
          failed(error)
          throw error
        })
      })
      return serve(app.use(expressErrors(options)))
    },
    Koa: (options, failed) => {
      const app = new Koa().use(koaErrors(options)).use(async (context) => {
        context.respond = false
        await pipeline(endless(), context.res).catch((error) => {
          failed(error)
          throw error
        })
      })
      app.silent = true
      return serve(app.callback())
    },
  }

  test.each(Object.entries(streams))('is no error of the server, in %s', async (_, start) => {
    const reports: ErrorReport[] = []
    await new Promise<unknown>((resolve, reject) => {
      const onError = (report: ErrorReport) => reports.push(report)
      start({ onError }, (error) => setImmediate(resolve, error)).then((url) => {
        const client = get(url, (response) => response.once('data', () => client.destroy()))
        client.on('error', () => {})
      }, reject)
    })
    expect(reports).toEqual([])
  })

  test('a source that breaks is one', async () => {
    const reports: ErrorReport[] = []
    const url = await serve(
      withErrorResponses(
        async (_request, response) => {
          const source = Readable.from(['half'])
          response.once('pipe', () => setImmediate(() => source.destroy()))
          response.writeHead(200, { 'content-length': 100 })
          source.once('end', () => {})
          await pipeline(
            source,
            async function* (chunks) {
              yield* chunks
              throw Object.assign(new Error('cut'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
            },
            response,
          )
        },
        { onError: (report) => reports.push(report) },
      ),
    )
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow()
    expect(reports).toMatchObject([{ status: 500 }])
  })
})
