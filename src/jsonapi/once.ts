/** Makes values when they are first asked for, so that importing costs nothing and bundlers leave out what nobody asks for. */

/** A function that gives what `make` made when it was first called. Mark the call as pure, so that bundlers may drop it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
