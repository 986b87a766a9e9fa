/** The command `explain`: says what codes mean, why they come, and what to do. */
import { type Explanation, en, explain, type Language } from '../explain/index.js'
import { retryWords } from './advice.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { jsonLine } from './json-line.js'
import { type Look, labelled, OURS_LEGEND } from './labelled.js'
import { safeLine } from './safe-text.js'
import { suggestCode } from './suggest.js'
import type { Terminal } from './terminal.js'

/** How to explain. */
export interface ExplainCodesOptions {
  /** One JSON object per line in place of text. */
  readonly json?: boolean
  /** The language of title, cause and remedy; default: English. */
  readonly language?: Language
}

/** Explains each of `codes`; those that are not known are complained about. */
export async function explainCodes(
  codes: readonly string[],
  { json, language = en }: ExplainCodesOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  let known = 0
  for (const code of codes) {
    const explanation = explain(code, { language })
    if (explanation === undefined) {
      await terminal.complain(`there is no code "${safeLine(code)}"${didYouMean(code)}`)
      continue
    }
    known += 1
    await terminal.print(
      json ? jsonLine({ ...explanation, kind: 'code', sender: explanation.kind }) : `${print(explanation, terminal)}\n`,
    )
  }
  if (known > 0 && !json) await terminal.print(terminal.colors.dim(OURS_LEGEND))
  return known === codes.length ? exitCodes.nothingFailed : exitCodes.wrongUse
}

function didYouMean(code: string): string {
  const near = suggestCode(code)
  return near.length === 0 ? '; reactor-errors list shows them all' : `; did you mean ${near.join(' or ')}?`
}

const SENDERS: Readonly<Record<Explanation['kind'], string>> = {
  code: 'the Reactor API',
  gateway: 'the gateway in front of the Reactor API, as error_code',
  ims: 'Adobe’s identity service (IMS), as error',
  images: 'nobody: our name for an error of Image Serving and Image Rendering, which send no codes',
  imageServing: 'nobody: our name for an error of Image Serving, which sends no codes',
  imageRendering: 'nobody: our name for an error of Image Rendering, which sends no codes',
  family: 'the Reactor API, probably: the catalog does not know this code, only others of its form',
}

function print(explanation: Explanation, look: Look): string {
  const {
    code,
    kind,
    title,
    cause,
    usually,
    remedy,
    retry,
    status,
    delivery,
    category,
    pointer,
    resources,
    documented,
  } = explanation
  const row = (label: string, text: string, ...members: readonly string[]) =>
    labelled(label, text, look, !members.some((member) => documented.includes(member)))
  const meant = kind === 'family' ? suggestCode(code) : []
  return [
    look.colors.bold(`${code} · ${title}`),
    ...row('why', cause, 'cause'),
    ...(usually === undefined ? [] : row('', usually)),
    ...row('to do', remedy, 'remedy'),
    ...row('again', retryWords[retry], 'retry'),
    ...row('status', String(status), 'status'),
    ...row('comes', deliveries[delivery], 'delivery'),
    ...row('about', category, 'category'),
    ...(resources.length === 0 ? [] : row('concerns', resources.join(', '), 'resources')),
    ...(pointer === null ? [] : row('pointer', pointer, 'pointer')),
    ...row('from', SENDERS[kind], 'code'),
    ...(meant.length === 0 ? [] : labelled('near', meant.join(', '), look)),
  ].join('\n')
}

const deliveries: Readonly<Record<Explanation['delivery'], string>> = {
  immediate: 'with the answer to the request',
  deferred: 'later, in the status details of a resource',
  either: 'with the answer, or later in the status details of a resource',
}
