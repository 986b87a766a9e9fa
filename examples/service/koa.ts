/** The service in Koa, which leaves routes and bodies to others. */
import { createServer, type Server } from 'node:http'
import Koa from 'koa'
import { koaErrors } from 'reactor-errors/koa'
import { readJson, unrouted } from 'reactor-errors/node'
import { createHosts } from './hosts.js'

export async function listen(port: number): Promise<Server> {
  const hosts = createHosts()
  const app = new Koa()
  app.use(koaErrors({ check: true }))
  app.use(async (context, next) => {
    if (context.path !== '/hosts') return next()
    if (context.method !== 'POST') throw unrouted(['POST'])
    const { status, body } = hosts.create(await readJson(context.req))
    Object.assign(context, { status, body, type: 'application/vnd.api+json' })
  })
  app.use(async (context, next) => {
    const id = /^\/hosts\/([^/]+)$/.exec(context.path)?.[1]
    if (id === undefined) return next()
    if (context.method !== 'GET') throw unrouted(['GET'])
    const { status, body } = hosts.read(decodeURIComponent(id))
    Object.assign(context, { status, body, type: 'application/vnd.api+json' })
  })
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}
