/** How the generators write TypeScript. */

/** A string as a TypeScript literal. */
export function literal(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** The first lines of a generated module: one sentence, what it is for and how to change it. `purpose` goes without a full stop. */
export function header(purpose: string): string {
  return `/** ${purpose}; generated from codes.json by \`npm run generate\`, do not edit. */`
}

/** Paragraphs as a doc comment. Words that start with @ are quoted, lest editors take them for tags. */
export function wrapComment(paragraphs: readonly string[], indent: string): string {
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : ['']),
    paragraph.replaceAll('*/', '*\\/').replaceAll(/(?<=\s)@[\w/-]+/g, '`$&`'),
  ])
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}
