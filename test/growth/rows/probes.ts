/** Work that grows too fast, each in a way of its own: what the meter has to see. */
import { type Row, repeated, row } from '../row.js'

const SHORT = { to: 2 ** 11 }
const text = (size: number) => repeated('a', size)

export const probes: readonly Row[] = [
  row(
    'probe: a loop within a loop',
    text,
    (given) => {
      let same = 0
      for (const one of given) for (const other of given) same += one === other ? 1 : 0
      return same
    },
    SHORT,
  ),
  row('probe: a search from every place', text, (given) => [...given].map((_, at) => given.indexOf('b', at)), SHORT),
  row(
    'probe: a pattern from every place',
    text,
    (given) => [...given].map((_, at) => /b/.test(given.slice(at))),
    SHORT,
  ),
  row(
    'probe: a copy of a list for every item',
    text,
    (given) => {
      let list: string[] = []
      for (const one of given) list = [...list, one]
      return list
    },
    SHORT,
  ),
  row(
    'probe: a copy of an object for every member',
    text,
    (given) => {
      let members = {}
      for (const [at] of [...given].entries()) members = { ...members, [at]: 1 }
      return members
    },
    SHORT,
  ),
]
