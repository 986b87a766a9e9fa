/** Checks, member by member, what says of itself that it is a failure. */
import { dialectOf } from './brand.js'
import type { Failure, Failures, Repair } from './failure.js'
import { amount, isNonEmpty, isRecord, isSameList, itemsIn, itemsOf, membersOf } from './plain.js'
import { MOST_READ, readErrors } from './read-errors.js'

type Members = Readonly<Record<string, unknown>>
type Check = readonly [rule: string, isSound: (value: unknown) => boolean]

const isText = (value: unknown): value is string => typeof value === 'string'
const haveTexts = (...names: readonly string[]) => {
  return (value: unknown): boolean => isRecord(value) && names.every((name) => isText(value[name]))
}
const isStatus = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600

/** What a failure may have besides its `errors`, `delivery` and `format`. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  ['origin', ['be "received"', (value) => value === 'received']],
  ['request', ['have a method and a URL', /* @__PURE__ */ haveTexts('method', 'url')]],
  ['status', ['be an HTTP status', isStatus]],
  ['requestId', ['be a string', isText]],
  ['retryAfter', ['be a number from 0 up', (value) => amount(value) !== undefined]],
  ['resource', ['have a type and an id', /* @__PURE__ */ haveTexts('type', 'id')]],
  ['field', ['be a string', isText]],
  ['document', ['be an object', isRecord]],
] satisfies [string, Check][])

/** Whether a record says of itself that it is a failure: by how it was delivered, and the form that it was read from. */
export function saysFailure({ delivery, format }: Members): boolean {
  return (delivery === 'immediate' || delivery === 'deferred') && isText(format)
}

/**
 * The failure that a record says it is, without those of its members that are no such thing, each of which is told of in `repairs`;
 * `undefined` where it has no error objects. Given back as it is where nothing has to be left out. Attempts have no attempts of
 * their own.
 */
export function checkedFailure(given: Members, isAttempt = false): Failure | undefined {
  const read = Array.isArray(given['errors']) ? readErrors(given['errors'], '/errors') : undefined
  if (read === undefined) return undefined
  const found: Repair[] = [...(read.repairs ?? [])]
  const repair = (name: string, rule: string, received: unknown): void => {
    found.push({ pointer: `/${name}`, message: `"${name}" must ${rule}; it was left out`, received })
  }
  const kept = Object.entries(given).filter(([name, value]) => {
    const [rule, isSound] = CHECKS.get(name) ?? ['', () => true]
    if (value === undefined || isSound(value)) return value !== undefined
    repair(name, rule, value)
    return false
  })
  const attempts = isAttempt ? [] : listed(given, 'attempts', attemptIn, repair)
  const repairs = [...listed(given, 'repairs', repairIn, repair), ...found]
  const { attempts: _attempts, repairs: _repairs, ...members } = Object.fromEntries(kept)
  const isAsItWas = (whole: Members): whole is Members & Failure =>
    read.errors === whole['errors'] &&
    kept.length === Object.keys(whole).length &&
    isSameList(attempts, whole['attempts'] ?? []) &&
    isSameList(repairs, whole['repairs'] ?? [])
  if (isAsItWas(given)) return given
  return {
    // What is not checked here was by `saysFailure`, or is of no failure.
    ...(members as Partial<Failure> & Pick<Failure, 'delivery' | 'format'>),
    errors: read.errors,
    ...(isNonEmpty(attempts) && { attempts }),
    ...((repairs.length > 0 || Array.isArray(_repairs)) && { repairs }),
  }
}

/**
 * The failures of whatever bears the mark of our errors, each member of them checked: which copy of this package made it, if any
 * did, cannot be told. `undefined` for all else, and where there are none. Never throws.
 */
export function failuresOf(value: unknown): Failures | undefined {
  try {
    if (dialectOf(value) === undefined) return undefined
    // It may be asked for a member that it might not have.
    const { failures } = value as { readonly failures?: unknown }
    const checked = itemsIn(failures).flatMap(
      (each) => (isRecord(each) && saysFailure(each) && checkedFailure(each)) || [],
    )
    return isNonEmpty(checked) ? checked : undefined
  } catch {
    return undefined // A getter that throws, or a revoked proxy.
  }
}

/** The items of a list that are what they have to be; of so many at most. */
function listed<T>(
  given: Members,
  name: string,
  read: (item: unknown) => T | undefined,
  repair: (name: string, rule: string, received: unknown) => void,
): readonly T[] {
  const value = given[name]
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    repair(name, 'be a list', value)
    return []
  }
  const items = itemsOf(value)
  const sound = items.slice(0, MOST_READ).flatMap((item) => read(item) ?? [])
  if (sound.length < value.length) repair(name, 'hold nothing else', value.length - sound.length)
  return sound
}

function attemptIn(item: unknown): Failure | undefined {
  return isRecord(item) && saysFailure(item) ? checkedFailure(item, true) : undefined
}

function repairIn(item: unknown): Repair | undefined {
  const { pointer, message, received } = membersOf(item)
  if (!isText(pointer) || !isText(message)) return undefined
  const isAlone = (one: unknown): one is Repair => isRecord(one) && 'received' in one && Object.keys(one).length === 3
  return isAlone(item) ? item : { pointer, message, received }
}
