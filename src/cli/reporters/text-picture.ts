/** Says to people which pictures are broken, which nothing tells of, and how many are neither. */
import type { ImageCheck } from '../../client/check-image/index.js'
import { messageOf } from '../../failure/json-api-error.js'
import { toErrorDocument } from '../../image-serving/error-document.js'
import { type Look, wrap } from '../layout.js'
import { shortLine, visibleLine } from '../safe-text.js'
import { counted } from '../tally.js'
import type { PictureCounts } from './reporter.js'
import { codeBars, conclusion } from './text-summary.js'

/** What told of a failure. */
const TOLD_BY = {
  response: 'the response says so',
  fingerprint: 'it is an error image that is known',
  props: 'its properties say so (req=props)',
  validate: 'its request is not valid (req=validate)',
} as const

/** A picture that is broken or of which nothing tells, on lines of its own; one that is sound is only counted. */
export function printPicture(url: string, check: ImageCheck, look: Look): string {
  const { colors } = look
  if (check.verdict === 'sound') return ''
  if (check.verdict === 'undetectable')
    return [`${colors.yellow('?')} ${colors.bold(visibleLine(url))}`, ...indented(check.why, look)].join('\n')
  // Without the paths of files and stack traces that a server may tell.
  const { errors } = toErrorDocument(check.failure)
  const told = errors.map((error) => messageOf([{ ...check.failure, errors: [error] }]))
  return [
    `${colors.red('✖')} ${colors.bold(visibleLine(url))}`,
    ...told.flatMap((text) => indented(text, look)),
    ...indented(TOLD_BY[check.by], look).map(colors.dim),
  ].join('\n')
}

const indented = (text: string, { width }: Look): readonly string[] =>
  wrap(shortLine(text), width - 2).map((line) => `  ${line}`)

/** How many pictures are what, and a bar for each code. */
export function printPictureCounts(counts: PictureCounts, look: Look): string {
  const { sound, failed, undetectable, skipped, problems, isInterrupted, tally } = counts
  const facts = [
    `${isInterrupted ? 'interrupted: ' : ''}${counted(sound + failed + undetectable, 'picture')} checked`,
    ...(sound > 0 ? [`${sound.toLocaleString('en')} sound`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
    ...(undetectable > 0 ? [`${undetectable.toLocaleString('en')} undetectable`] : []),
    ...(skipped > 0 ? [`${skipped.toLocaleString('en')} known before`] : []),
    ...(problems > 0 ? [`${counted(problems, 'place')} could not be read`] : []),
  ]
  const isSound = failed + undetectable + problems === 0 && !isInterrupted
  return [conclusion(facts, isSound, look), ...codeBars(tally, look)].join('\n')
}
