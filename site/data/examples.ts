/** The responses in the folder `examples` that the decoder offers, some with the request that they answer. */
import { readdirSync } from 'node:fs'

const FOLDER = new URL('../../examples/', import.meta.url)
const REQUEST = '.request.json'

/** The name of a file, and that of its request. */
export interface Example {
  readonly name: string
  readonly request?: string
}

const names = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isFile() && /^\d/.test(entry.name))
  .map(({ name }) => name)
  .sort()

/** Every file of the folder that an example needs. */
export const exampleFiles: readonly URL[] = names.map((name) => new URL(name, FOLDER))

/** The examples, in the order of their names. */
export const examples: readonly Example[] = names
  .filter((name) => !name.endsWith(REQUEST))
  .map((name) => {
    const request = name.replace(/\.\w+$/, REQUEST)
    return names.includes(request) ? { name, request } : { name }
  })
