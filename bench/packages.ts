/** The packages under the bench: ours as built, and its peers by their names, since they are installed only for the bench. */
import { createRequire } from 'node:module'

/** The file of ours that importing an entry loads. */
export const builtFile = (name: string): string => new URL(`../dist/${name}.js`, import.meta.url).href

const require = createRequire(import.meta.url)

/** The file that importing a peer loads. */
export const peerFile = (name: string): string => import.meta.resolve(name)

// Nothing checks the shapes of peers before the bench runs, and nothing depends on the bench.

/** Loads a peer that is a CommonJS package; `Shape` says what of it the bench uses. */
export const peer = <Shape>(name: string): Shape => require(name) as Shape

/** Loads a peer that is an ES module. */
export const peerModule = async <Shape>(name: string): Promise<Shape> => (await import(name)) as Shape

/** Loads an entry of ours from dist; `Shape` is the type of its source, which the build made it from. */
export const built = async <Shape>(name: string): Promise<Shape> => (await import(builtFile(name))) as Shape
