/** Makes elements whose content is text, never markup. */

/** What an element has inside: texts and elements, one after the other. */
export type Child = Node | string | false | undefined

/** An element with these properties and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<Pick<HTMLElementTagNameMap[Name] & HTMLElement, 'className' | 'id' | 'tabIndex' | 'title'>> & {
    readonly href?: string
  },
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties)
  for (const child of children) if (child !== undefined && child !== false) made.append(child)
  return made
}

/** The element that the page has by its template. Throws a `TypeError` where it has not. */
export function required<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector)
  if (!(found instanceof kind)) throw new TypeError(`The page lacks ${selector}`)
  return found
}
