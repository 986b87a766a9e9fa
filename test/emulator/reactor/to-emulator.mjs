/** Loaded before a program of Adobe's (`node --import`): sends what it wants of Adobe's servers to the emulator. */
import http from 'node:http'
import https from 'node:https'

const emulator = new URL(process.env.REACTOR_EMULATOR_URL)
const hosts = /^(?:reactor(?:-\w+)?\.adobe\.io|ims-na1(?:-\w+)?\.adobelogin\.com)$/

// For node-fetch, which calls https.request with options.
const request = https.request
https.request = (options, ...rest) => {
  if (!hosts.test(options.hostname)) return request(options, ...rest)
  const { protocol, hostname, port } = emulator
  return http.request({ ...options, protocol, hostname, port, host: undefined, agent: undefined }, ...rest)
}

// For the fetch of Node.
const { fetch } = globalThis
globalThis.fetch = (input, init) => {
  const url = new URL(input)
  return fetch(hosts.test(url.hostname) ? new URL(url.pathname + url.search, emulator) : input, init)
}
