/** What the TypeScript compiler has against a program, as lines of text. */
import ts from 'typescript'

/** One line per complaint, `file:line: message`. */
export function diagnose(program: ts.Program): readonly string[] {
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n')
    if (file === undefined || start === undefined) return text
    return `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`
  })
}
