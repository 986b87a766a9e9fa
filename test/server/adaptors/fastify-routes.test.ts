import { expect, test } from 'vitest'
import { type Route, type RouterOptions, routeTable } from '../../../src/server/adaptors/fastify-routes.js'

/** The methods of those of `routes` that take `url`, in a router with these options. */
async function methodsAt(url: string, routes: readonly Route[], options: RouterOptions = {}, headers: object = {}) {
  const table = routeTable(options)
  for (const route of routes) table.add(route)
  return table.methodsAt({ url, headers })
}

test('gives the methods of all routes that take a path, each once', async () => {
  const routes: Route[] = [
    { method: 'GET', url: '/a/:id' },
    { method: ['PUT', 'PATCH'], url: '/a/:id' },
    { method: 'PUT', url: '/b' },
    { method: 'DELETE', url: '/c' },
  ]
  expect(await methodsAt('/a/1?b=2', routes)).toEqual(['GET', 'PUT', 'PATCH'])
  expect(await methodsAt('/b', routes)).toEqual(['PUT'])
  expect(await methodsAt('/d', routes)).toEqual([])
  expect(await methodsAt('/a', [])).toEqual([])
})

test('gives methods that Fastify does not know by itself', async () => {
  expect(await methodsAt('/a', [{ method: ['PROPFIND', 'GET'], url: '/a' }])).toEqual(['PROPFIND', 'GET'])
})

test('counts no route that takes every path', async () => {
  expect(
    await methodsAt('/a', [
      { method: 'GET', url: '*' },
      { method: 'PUT', url: '/*' },
      { method: 'POST', url: '/a' },
    ]),
  ).toEqual(['POST'])
})

test.each<[options: RouterOptions, route: string, url: string, withOption: boolean]>([
  [{ caseSensitive: false }, '/things', '/THINGS', true],
  [{ ignoreTrailingSlash: true }, '/things', '/things/', true],
  [{ ignoreDuplicateSlashes: true }, '/a/things', '/a//things', true],
  [{ maxParamLength: 3 }, '/things/:id', '/things/long', false],
  [{ useSemicolonDelimiter: true }, '/things', '/things;a=b', true],
  [{ allowUnsafeRegex: true }, '/things/:id((a+)+x)', '/things/aax', true],
])('with the option %j of the app, the route %s and the path %s', async (options, route, url, withOption) => {
  const routes: Route[] = [{ method: 'GET', url: route }]
  expect(await methodsAt(url, routes, options)).toEqual(withOption ? ['GET'] : [])
  expect(await methodsAt(url, routes)).toEqual(withOption ? [] : ['GET'])
})

test('heeds the host and the version that routes ask for', async () => {
  const routes: Route[] = [
    { method: 'GET', url: '/a', constraints: { host: 'a.example' } },
    { method: 'PUT', url: '/a', constraints: { version: '1.2.0' } },
  ]
  expect(await methodsAt('/a', routes)).toEqual([])
  expect(await methodsAt('/a', routes, {}, { host: 'a.example' })).toEqual(['GET'])
  expect(await methodsAt('/a', routes, {}, { 'accept-version': '1.x' })).toEqual(['PUT'])
})

test('leaves out a route with a constraint of the app’s own making', async () => {
  const routes: Route[] = [
    { method: 'GET', url: '/a', constraints: { tenant: 'one' } as object },
    { method: 'PUT', url: '/a' },
  ]
  expect(await methodsAt('/a', routes)).toEqual(['PUT'])
})
