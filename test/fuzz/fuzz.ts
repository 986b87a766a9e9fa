/** Opens every door to so many inputs, and tells of the faults. */
import { type Door, doors } from './doors.js'
import { forget, learn, text } from './inputs.js'
import { randomOf } from './random.js'
import { startServers } from './servers.js'

/** What a run has come to. */
export interface Figures {
  inputs: number
  faults: number
  /** How many inputs each door took. */
  readonly doors: Map<string, number>
}

/** An input that got through a door the wrong way. */
export interface Fault {
  readonly door: string
  readonly round: number
  readonly error: string
  /** The texts that were drawn for it, their beginnings. */
  readonly texts: readonly string[]
}

/** Which inputs are drawn. */
export interface Run {
  readonly rounds: number
  readonly seed: number
  /** The only doors that are opened, by what is in their names; default: all. */
  readonly only?: string | undefined
  /** Whether servers are started; default: yes. */
  readonly servers?: boolean
}

/**
 * Opens the doors in rounds, in each round those whose turn it is, and gives each fault as it comes. The same seed and round draw the
 * same, save for what was learnt before.
 */
export async function* fuzz({ rounds, seed, only = '', servers = true }: Run, figures: Figures): AsyncGenerator<Fault> {
  forget()
  const running = servers ? await startServers() : undefined
  const all = [...doors, ...(running?.doors ?? [])].filter(({ name }) => name.includes(only))
  const rejections: unknown[] = []
  const note = (reason: unknown): number => rejections.push(reason)
  process.on('unhandledRejection', note)
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [index, door] of all.entries()) {
        if ((round + index) % door.every !== 0) continue
        const fault = await open(door, round, seed + index)
        figures.inputs += 1
        figures.doors.set(door.name, (figures.doors.get(door.name) ?? 0) + 1)
        const error =
          fault ??
          rejections
            .splice(0)
            .map((reason) => ({ door: door.name, round, error: `unhandled: ${told(reason)}`, texts: [] }))[0]
        if (error === undefined) continue
        figures.faults += 1
        yield error
      }
    }
  } finally {
    process.off('unhandledRejection', note)
    await running?.close()
  }
}

async function open(door: Door, round: number, seed: number): Promise<Fault | undefined> {
  const texts: string[] = []
  const random = randomOf(seed, round)
  const draw = (): string => {
    const drawn = text(random)
    texts.push(drawn)
    return drawn
  }
  try {
    const given = door.open(random, draw)
    const outcome = given instanceof Promise ? await given : given
    if (typeof outcome === 'string' && texts[0] !== undefined) learn(`${door.name} ${outcome}`, texts[0])
    return undefined
  } catch (error) {
    return { door: door.name, round, error: told(error), texts: texts.map((each) => each.slice(0, 1000)) }
  }
}

const told = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
