/** A user's program with undici, and the types of Node that undici needs. */
import { reactorErrors } from 'reactor-errors/undici'
import { Agent, type Dispatcher } from 'undici'

const agent: Dispatcher = new Agent().compose(reactorErrors({ deferred: true }))
await agent.close()

export const result: unknown = typeof reactorErrors
