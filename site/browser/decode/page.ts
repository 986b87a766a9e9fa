/** The decoder's page: takes what is pasted, dropped, opened or linked, has the worker read it, and shows what it finds. */
import { element, required } from '../dom.js'
import { type Ask, LONGEST_LINK, type Reply } from './messages.js'
import { render, type Say } from './render.js'

/** The name of the worker's script, which stands beside this one; the build fills it in. */
declare const WORKER: string
declare const trustedTypes:
  | {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): URL }
    }
  | undefined

/** Longer texts are not put into the field: it would take the browser seconds to lay them out. */
const LONGEST_TEXT = 200_000

const form = required('#decoder', HTMLFormElement)
const field = required('#response', HTMLTextAreaElement)
const request = required('#request', HTMLTextAreaElement)
const note = required('#note', HTMLElement)
const status = required('#status', HTMLElement)
const bar = required('#progress', HTMLProgressElement)
const cancel = required('#cancel', HTMLButtonElement)
const output = required('#result', HTMLElement)
const heading = required('#result-heading', HTMLElement)
const sharing = required('#sharing', HTMLElement)
const shareButton = required('#share', HTMLButtonElement)

// The template has written them.
const texts = JSON.parse(String(form.dataset['texts'])) as Readonly<Record<string, string>>
const say: Say = (name, values = {}) =>
  String(texts[name]).replace(/\{(\w+)\}/g, (_match, key: string) => {
    const value = values[key]
    return typeof value === 'number' ? value.toLocaleString(document.documentElement.lang) : String(value)
  })

/** The one script that the policy lets this page start. */
const script = new URL(WORKER, import.meta.url).href
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('reactor-errors', { createScriptURL: () => script })

let worker: Worker | undefined
let last: Extract<Reply, { kind: 'progress' | 'result' }> | undefined
/** What is too long for the field. */
let file: File | undefined

function send(ask: Ask): void {
  if (worker === undefined) {
    worker = new Worker(policy?.createScriptURL(script) ?? script, { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => take(data))
    worker.addEventListener('error', ({ message }) => take({ kind: 'stopped', message }))
  }
  worker.postMessage(ask)
}

function stop(): void {
  worker?.terminate()
  worker = undefined
  busy(false)
}

function busy(isBusy: boolean): void {
  bar.hidden = !isBusy
  cancel.hidden = !isBusy
}

function take(reply: Reply): void {
  switch (reply.kind) {
    case 'progress':
      last = reply
      bar.value = reply.share
      tell(say('reading', { percent: percent(reply.share), count: reply.result.failures }))
      return
    case 'result':
      busy(false)
      tell('')
      show(reply)
      return
    case 'shared':
      showShared(reply)
      return
    case 'opened':
      field.value = reply.response
      request.value = reply.request
      decode()
      return
    case 'refused':
      tell(say(reply.because === 'version' ? 'linkVersion' : 'linkBroken'))
      return
    case 'stopped':
      stop()
      tell(say('stopped', { message: reply.message }))
  }
}

const percent = (share: number): number => Math.floor(share * 100)

function tell(text: string): void {
  status.textContent = text
}

function show({ result, share }: Extract<Reply, { kind: 'progress' | 'result' }>): void {
  const parts = render(result, say)
  output.replaceChildren(...parts)
  heading.hidden = false
  output.hidden = false
  shareButton.hidden = file !== undefined || result.responses === 0
  sharing.hidden = true
  if (share < 1) output.prepend(element('p', {}, say('cancelled', { percent: percent(share) })))
  const { top, bottom } = heading.getBoundingClientRect()
  if (top < 0 || bottom > innerHeight * 0.8) heading.scrollIntoView()
}

function decode(): void {
  const input = file ?? new Blob([field.value])
  if (input.size === 0) return
  if (!cancel.hidden) stop()
  last = undefined
  busy(true)
  bar.removeAttribute('value')
  send({ kind: 'decode', input, request: request.value, sentences: new URL('../sentences.json', location.href).href })
}

/** Reads a file, beside the field and not in it where it is long. */
async function read(given: File): Promise<void> {
  file = given.size > LONGEST_TEXT ? given : undefined
  field.value = file === undefined ? await given.text() : ''
  const size = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  })
  note.textContent = file === undefined ? '' : say('asFile', { name: given.name, size: size.format(given.size / 1e6) })
  decode()
}

function clear(): void {
  stop()
  file = undefined
  field.value = ''
  request.value = ''
  note.textContent = ''
  tell('')
  for (const part of [output, heading, sharing, shareButton]) part.hidden = true
  history.replaceState(null, '', location.pathname)
  field.focus()
}

function showShared({ response, request: sent, fragment }: Extract<Reply, { kind: 'shared' }>): void {
  const isTooLong = fragment.length > LONGEST_LINK
  const values = { count: fragment.length, most: LONGEST_LINK }
  const link = new URL(`#${fragment}`, location.href).href
  const address = Object.assign(element('input', {}), { value: link, readOnly: true, ariaLabel: say('link') })
  const copy = Object.assign(element('button', {}, say('copy')), { type: 'button' })
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(link)
    tell(say('copied'))
  })
  sharing.replaceChildren(
    element('p', {}, isTooLong ? say('shareTooLong', values) : say('shareNote')),
    ...(isTooLong ? [] : [element('p', { className: 'link' }, address, copy)]),
    element('pre', { tabIndex: 0 }, element('code', {}, response)),
    ...(sent === '' ? [] : [element('pre', { tabIndex: 0 }, element('code', {}, sent))]),
  )
  sharing.hidden = false
  address.select()
}

async function openExample(name: string): Promise<void> {
  const text = async (path: string): Promise<string> => {
    const response = await fetch(new URL(`../../examples/${path}`, location.href))
    return response.text()
  }
  file = undefined
  note.textContent = ''
  const [response, sent] = name.split(' ')
  field.value = await text(String(response))
  request.value = sent === undefined ? '' : await text(sent)
  decode()
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  decode()
})
form.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return
  const { example } = target.dataset
  if (example !== undefined) openExample(example)
})
required('#clear', HTMLButtonElement).addEventListener('click', clear)
cancel.addEventListener('click', () => {
  stop()
  tell('')
  if (last !== undefined) show(last)
})
shareButton.addEventListener('click', () => send({ kind: 'share', response: field.value, request: request.value }))
required('#file', HTMLInputElement).addEventListener('change', ({ target }) => {
  const [given] = target instanceof HTMLInputElement ? (target.files ?? []) : []
  if (given !== undefined) read(given)
})
field.addEventListener('input', () => {
  file = undefined
  note.textContent = ''
})
field.addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (text.length > LONGEST_TEXT) {
    event.preventDefault()
    read(new File([text], say('response')))
  } else setTimeout(decode)
})
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  const [given] = event.dataTransfer?.files ?? []
  const text = event.dataTransfer?.getData('text/plain') ?? ''
  if (given !== undefined) read(given)
  else if (text !== '') read(new File([text], say('response')))
})

function openLink(): void {
  if (location.hash.length > 1) send({ kind: 'open', fragment: location.hash.slice(1) })
}
addEventListener('hashchange', openLink)
openLink()
