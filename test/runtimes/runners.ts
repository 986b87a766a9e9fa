/** How each runtime runs the checks. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { project } from './checks-project.js'
import { checkout } from './project.js'

const { bin, folder } = project

/** A runtime: its name in the table, and how it runs a module that prints the results. */
export interface Runtime {
  readonly name: string
  /** The results to compare: `web` for those that need no more than the web platform. */
  readonly kind: 'web' | 'node'
  /** Returns the results, a line each, and its version. Throws an Error with what the runtime said. */
  run(): Promise<{ readonly version: string; readonly lines: readonly string[] }>
}

/** Returns the lines of a text, without empty ones. */
export const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

function program(name: string, kind: Runtime['kind'], command: string, ...args: readonly string[]): Runtime {
  return {
    name,
    kind,
    run: async () => ({
      version:
        project
          .output(command, '--version')
          .split('\n')[0]
          ?.replace(/^v|^deno |\s*\(.*/g, '') ?? '',
      lines: linesOf(project.output(command, ...args, `${kind}.mjs`)),
    }),
  }
}

/** Serves the bundle and a page with a strict policy on loopback, opens the page, and takes the results that it sends back. */
function browser(
  name: string,
  commands: readonly string[],
  flags: (profile: string) => readonly string[],
  page: string,
): Runtime {
  return {
    name,
    kind: 'web',
    async run() {
      const command = commands.find((each) => each !== '' && spawnSync(each, ['--version']).status === 0)
      if (command === undefined) throw new Error(`no ${name.split(',')[0]} on the path`)
      const profile = join(folder, `profile-${page}`)
      rmSync(profile, { recursive: true, force: true })
      mkdirSync(profile, { recursive: true })
      let tell: (body: string) => void = () => {}
      const results = new Promise<string>((resolve) => {
        tell = resolve
      })
      const policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types checks"
      const scripts: Readonly<Record<string, string>> = {
        '/page.js': readFileSync(join(folder, 'bundle.js'), 'utf8'),
        '/worker.js': readFileSync(join(folder, 'bundle.js'), 'utf8'),
        '/start.js': `${readFileSync(join(checkout, 'test/runtimes/start-worker.js'), 'utf8')}`,
      }
      const server = createServer(async (request, response) => {
        response.setHeader('content-security-policy', policy)
        const script = scripts[request.url ?? '']
        if (script !== undefined) return response.setHeader('content-type', 'text/javascript').end(script)
        if (request.url === '/results') {
          let body = ''
          for await (const chunk of request.setEncoding('utf8')) body += chunk
          response.end()
          return tell(body)
        }
        const source = page === 'worker' ? '/start.js' : '/page.js'
        return response
          .setHeader('content-type', 'text/html')
          .end(`<!doctype html><title>checks</title><script type="module" src="${source}"></script>`)
      }).listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      // A server that listens on a port has an address of this form.
      const { port } = server.address() as AddressInfo
      const child = spawn(command, [...flags(profile), `http://127.0.0.1:${port}/`], { stdio: 'ignore' })
      try {
        const timeout = new Promise<never>((_, reject) =>
          setTimeout(reject, 60_000, new Error('no results within a minute')).unref(),
        )
        const lines = linesOf(await Promise.race([results, timeout]))
        return {
          version: /[\d.]+/.exec(spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? '',
          lines,
        }
      } finally {
        child.kill()
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

/** Serves the bundle in workerd, and asks it for the results. */
function workerd(name: string, flags: string): Runtime {
  return {
    name,
    kind: 'web',
    async run() {
      const config = join(folder, 'workerd.capnp')
      writeFileSync(
        config,
        `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker.js", esModule = embed "worker-bundle.js")],
    compatibilityDate = "2025-09-01", compatibilityFlags = [${flags}]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);
`,
      )
      const child = spawn(bin('.bin/workerd'), ['serve', config, '--control-fd=3'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      })
      try {
        let complaint = ''
        child.stderr?.on('data', (chunk) => {
          complaint += chunk
        })
        const port = await new Promise<number>((resolve, reject) => {
          child.once('exit', () => reject(new Error(`workerd ended: ${complaint.slice(0, 1000)}`)))
          // File descriptor 3 says, as JSON, at which port the socket listens.
          child.stdio[3]?.on('data', (chunk: Buffer) => {
            const said = /"port":\s*(\d+)/.exec(String(chunk))
            if (said !== null) resolve(Number(said[1]))
          })
        })
        const response = await fetch(`http://127.0.0.1:${port}/`)
        return {
          version: project
            .output(bin('.bin/workerd'), '--version')
            .trim()
            .replace(/^workerd /, ''),
          lines: linesOf(await response.text()),
        }
      } finally {
        child.kill('SIGKILL')
      }
    },
  }
}

const jest: Runtime = {
  name: 'Jest, ESM',
  kind: 'web',
  async run() {
    const results = join(folder, 'jest.txt')
    rmSync(results, { force: true })
    project.output(
      bin('node-24/bin/node'),
      '--experimental-vm-modules',
      '--no-warnings',
      bin('jest/bin/jest.js'),
      '--config',
      '{"testMatch":["**/checks.jest.mjs"],"testPathIgnorePatterns":[],"haste":{"retainAllFiles":true},"transform":{},"moduleFileExtensions":["mjs","js","json"]}',
    )
    return {
      version: project.output(bin('node-24/bin/node'), bin('jest/bin/jest.js'), '--version').trim(),
      lines: linesOf(readFileSync(results, 'utf8')),
    }
  },
}

const chromium = [process.env['CHROMIUM'] ?? '', 'chromium', 'google-chrome']
const chromiumFlags = (profile: string): readonly string[] => [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--user-data-dir=${profile}`,
]
const firefox = [process.env['FIREFOX'] ?? '', 'firefox', 'firefox-esr']
const firefoxFlags = (profile: string): readonly string[] => ['--headless', '--no-remote', '--profile', profile]

/** Returns the path of a major version of Node. */
export const node = (major: string): string => bin(`node-${major}/bin/node`)
/** All runtimes, in the order of the table. */
export const runtimes: readonly Runtime[] = [
  ...['20', '22', '24', '26'].flatMap((major) => [
    program(`Node ${major}`, 'web', node(major)),
    program(`Node ${major}, entries for Node`, 'node', node(major)),
  ]),
  // Undici 8 needs Node 22.19.
  ...['22', '24', '26'].map((major) =>
    program(`Node ${major}, undici 8`, 'node', node(major), '--import', './undici-8.mjs'),
  ),
  program('Bun', 'web', bin('.bin/bun'), 'run'),
  program('Bun, entries for Node', 'node', bin('.bin/bun'), 'run'),
  program('Deno, no permissions', 'web', bin('.bin/deno'), 'run', '--no-prompt', '--quiet'),
  program('Deno, entries for Node', 'node', bin('.bin/deno'), 'run', '--allow-all', '--quiet'),
  workerd('workerd', ''),
  workerd('workerd, nodejs_compat', '"nodejs_compat"'),
  browser('Chromium, page', chromium, chromiumFlags, 'page'),
  browser('Chromium, worker', chromium, chromiumFlags, 'worker'),
  browser('Firefox, page', firefox, firefoxFlags, 'page'),
  browser('Firefox, worker', firefox, firefoxFlags, 'worker'),
  jest,
]
