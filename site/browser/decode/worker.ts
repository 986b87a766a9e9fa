/** The decoder beside the page, which keeps it free: takes what the page asks for, and responds. */
import { en } from '../../../src/explain/language.js'
import type { Ask, Reply } from './messages.js'
import { decodeInput } from './read.js'

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  respond(data).then(postMessage, (error: unknown) => {
    const reply: Reply = { kind: 'stopped', message: error instanceof Error ? error.message : String(error) }
    postMessage(reply)
  })
})

async function respond(ask: Ask): Promise<Reply> {
  if (ask.kind === 'decode') return decode(ask)
  // Needed seldom, and loaded then.
  const { open, share } = await import('./share.js')
  return ask.kind === 'share' ? share(ask.response, ask.request) : open(ask.fragment)
}

/** The sentences that have been loaded. */
let loaded: string | undefined

async function decode({ input, request, sentences }: Extract<Ask, { kind: 'decode' }>): Promise<Reply> {
  if (loaded !== sentences) {
    const response = await fetch(sentences)
    // The script has no sentences of its own; those of the page's language take the place of the English ones.
    Object.assign(en, await response.json())
    loaded = sentences
  }
  const result = await decodeInput(input, request, (share, soFar) => {
    postMessage({ kind: 'progress', share, result: soFar } satisfies Reply)
  })
  return { kind: 'result', share: 1, result }
}
