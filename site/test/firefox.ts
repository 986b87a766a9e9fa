/** Starts Firefox, and has it open pages and run functions in them: WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'undici'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly level?: string; readonly text?: string }
  readonly message?: string
  readonly result?: unknown
  readonly type?: string
}

/** A Firefox that runs, with one page. */
export class Firefox {
  /** Errors and warnings of pages, what the policy refused among them. */
  readonly complaints: string[] = []
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (message: Message) => void>()
  #context = ''
  #sent = 0

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process
    this.#profile = profile
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data))))
  }

  /** Starts the Firefox that FIREFOX names, or else the one on the path. */
  static async start(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
    const flags = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
    const child = spawn(process.env['FIREFOX'] ?? 'firefox', flags, { stdio: ['ignore', 'ignore', 'pipe'] })
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`Firefox has ended: ${said}`)))
      child.stderr.on('data', (chunk) => {
        said += chunk
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    const socket = new WebSocket(`${url}/session`)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', reject)
    })
    const firefox = new Firefox(child, profile, socket)
    await firefox.#send('session.new', { capabilities: {} })
    await firefox.#send('session.subscribe', { events: ['log.entryAdded'] })
    const { contexts } = await firefox.#send<{ contexts: readonly { context: string }[] }>(
      'browsingContext.getTree',
      {},
    )
    firefox.#context = String(contexts[0]?.context)
    return firefox
  }

  /** Opens a page, and waits until it and its scripts are there. */
  async open(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' })
  }

  /** What a function gives in the page, a text; texts are handed to it. */
  async run(work: (...given: string[]) => string | Promise<string>, ...given: readonly string[]): Promise<string> {
    const { type, result, exceptionDetails } = await this.#send<{
      type: string
      result?: { value?: string }
      exceptionDetails?: { text?: string }
    }>('script.callFunction', {
      functionDeclaration: String(work),
      arguments: given.map((value) => ({ type: 'string', value })),
      target: { context: this.#context },
      awaitPromise: true,
    })
    if (type !== 'success') throw new Error(exceptionDetails?.text)
    return String(result?.value)
  }

  /** Ends it. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#socket.close()
    this.#process.kill()
    await ended
    rmSync(this.#profile, { recursive: true, force: true })
  }

  #send<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.#sent
    return new Promise((resolve, reject) => {
      // The protocol says of each command what comes back.
      this.#waiting.set(id, ({ type, result, message }) =>
        type === 'success' ? resolve(result as Result) : reject(new Error(`${method}: ${message}`)),
      )
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }

  #take(message: Message): void {
    const { id, method, params } = message
    if (id !== undefined) {
      this.#waiting.get(id)?.(message)
      this.#waiting.delete(id)
    }
    if (method === 'log.entryAdded' && (params?.level === 'error' || params?.level === 'warn'))
      this.complaints.push(String(params.text))
  }
}
