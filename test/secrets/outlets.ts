/** Everywhere that something in an error can come out. */
import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { format, inspect } from 'node:util'
import { serialize } from 'node:v8'
import { telemetry } from '../../src/failure/telemetry.js'
import { isJsonApiError } from '../../src/index.js'

const everything = {
  depth: Number.POSITIVE_INFINITY,
  showHidden: true,
  getters: true,
  maxStringLength: null,
  maxArrayLength: null,
} as const

/** What a logger that knows nothing of errors prints: every own member, hidden or not, by way of JSON. */
function dumped(value: unknown): string {
  const seen = new Set<unknown>()
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null) return member
    if (seen.has(member)) return '[seen]'
    seen.add(member)
    const keys = Reflect.ownKeys(member).map((key) => [String(key), Reflect.get(member, key)] as const)
    return Array.isArray(member) ? member : Object.fromEntries(keys)
  })
}

function logged(error: unknown): string {
  const stream = new PassThrough()
  const console = new Console({ stdout: stream, stderr: stream })
  console.error(error)
  console.dir(error, everything)
  console.table([error])
  return String(stream.read())
}

/** The texts that come out of an error, by the way that they take. */
export function outlets(error: Error): Readonly<Record<string, string>> {
  const { stack = '', cause } = error
  return {
    message: error.message,
    stack,
    toString: String(error),
    inspect: inspect(error),
    'inspect, all of it': inspect(error, everything),
    'inspect, without the help of the error': inspect(error, { ...everything, customInspect: false }),
    format: format('%s %o %O %j', error, error, error, error),
    'console output': logged(error),
    JSON: `${JSON.stringify(error)}`,
    'every own member': dumped(error),
    failure: isJsonApiError(error) ? inspect([error.failures, error.errors, error.toJSON()], everything) : '',
    cause: inspect(cause, everything) + dumped(cause),
    'causes of the cause': inspect((cause as Partial<Error> | undefined)?.cause, everything),
    'structured clone': inspect(structuredClone(error), everything),
    'serialized form': serialize(error).toString('latin1'),
    telemetry: JSON.stringify(telemetry(error)),
  }
}
