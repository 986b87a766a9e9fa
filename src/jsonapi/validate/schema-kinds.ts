/** Kinds by what JSON Schema can ask of a value; the generated ones are made of these. */
import { checkKind, type Kind } from './kind.js'
import { CATALOG } from './rules.js'
import { child } from './walk.js'

/** Strings that match. */
export function matching(pattern: RegExp): Kind {
  return { what: `a string that matches ${pattern.source}`, text: (text) => pattern.test(text) }
}

/** These words. */
export function oneOf(...words: readonly string[]): Kind {
  return { what: `one of ${words.join(', ')}`, text: (text) => words.includes(text) }
}

/** Whole numbers from `least` to `most`. */
export function between(least: number, most: number): Kind {
  return {
    what: `a whole number from ${least} to ${most}`,
    also: (value) => typeof value === 'number' && value % 1 === 0 && value >= least && value <= most,
  }
}

/** What is of the kind, and `null`. */
export function orNull(kind: Kind): Kind {
  return { ...kind, what: `${kind.what}, or null`, also: (value) => value === null }
}

/** Arrays. */
export function listOf(items: Kind): Kind {
  return { what: `an array, each element ${items.what}`, items }
}

/** Objects whose members are of the kind, whatever their names. */
export function mapOf(kind: Kind): Kind {
  return {
    what: 'an object',
    object: (walk, at, object) => {
      for (const name of Object.keys(object)) checkKind(walk, child(at, name), object[name], kind, CATALOG)
    },
  }
}
