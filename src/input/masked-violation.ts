/** Takes the secrets out of what a validator finds: it repeats no value of a document, but names of members may be some. */
import { maskText } from '../failure/secrets.js'

/** What a violation says, and where; see `Violation` of `reactor-errors/validate`. */
interface Located {
  readonly pointer: string
  readonly message: string
}

/** `violation` in whose pointer, and wherever its message repeats that, every secret has given way to `[redacted]`. */
export function maskViolation<V extends Located>(violation: V, secrets: readonly string[] = []): V {
  const { pointer, message } = violation
  const masked = pointer
    .split('/')
    .map((step) => maskStep(step, secrets))
    .join('/')
  return masked === pointer
    ? violation
    : { ...violation, pointer: masked, message: message.replaceAll(pointer, () => masked) }
}

/** One step of a JSON Pointer (RFC 6901, section 3), which has its slashes escaped. */
function maskStep(step: string, secrets: readonly string[]): string {
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
  const masked = maskText(name, secrets)
  return masked === name ? step : masked.replaceAll('~', '~0').replaceAll('/', '~1')
}
