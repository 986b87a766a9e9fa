/** The packages under the bench: ours as built, and its peers by their names, since they are installed only for the bench. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** The file of ours that importing an entry loads. */
export const builtFile = (name: string): string => new URL(`../dist/${name}.js`, import.meta.url).href

/** The file that importing a peer loads. */
export const peerFile = (name: string): string => pathToFileURL(createRequire(import.meta.url).resolve(name)).href

/** Loads an entry of ours from dist; `Shape` is the type of its source. */
// The build made the one from the other.
export const built = async <Shape>(name: string): Promise<Shape> => (await import(builtFile(name))) as Shape

/** Loads a peer; `Shape` says what of it the bench uses. */
// Nothing checks the shape before the bench runs, and nothing depends on the bench.
export const peer = async <Shape>(name: string): Promise<Shape> => (await import(name)) as Shape
