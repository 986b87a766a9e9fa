/** Makes a validator of a kind: total, and with the interface of Standard Schema. */
import type { Violation } from '../violation.js'
import { checkKind, type Kind } from './kind.js'
import { READABLE } from './rules.js'
import { type StandardProps, standardProps } from './standard.js'
import { startWalk, type ValidateOptions, violationsOf } from './walk.js'

/** Finds what is wrong with a value; never throws. Also a schema as Standard Schema wants it. */
export interface Validator<Output> {
  (value: unknown, options?: ValidateOptions): Violation[]
  /** The Standard Schema interface, version 1, whose issues are the findings of level `error`: https://standardschema.dev */
  readonly '~standard': StandardProps<Output>
}

/** The validator of values that are to be of that kind. */
export function validator<Output>(kind: Kind): Validator<Output> {
  const validate = (value: unknown, options?: ValidateOptions): Violation[] => {
    const walk = startWalk(options)
    checkKind(walk, '', value, kind, READABLE)
    return violationsOf(walk)
  }
  return Object.assign(validate, { '~standard': standardProps<Output>(validate) })
}
