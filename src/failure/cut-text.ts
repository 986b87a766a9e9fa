/** Cuts a text that is too long where no word is, so that half a secret never remains, which nobody could tell for one. */

// Up to the last place where a text may end: before a space, before the next text in JSON, behind a mark of scripts that have no
// spaces. Behind that, a word of which so much is left that it is masked for its length alone where it is a credential: letters and
// digits, or characters that no credential has. No character is parted from its marks.
const KEPT =
  /^(?:.*(?=\s|(?<=,)"|(?<=[^\P{P}!-~]).))?(?:\s?["']?(?:[^\W_]{40,}|[^\0-\x7f\p{Cf}]{40,})(?=[^\p{M}\p{Cs}]))?/su

/**
 * `text` where it has no more than `longest` characters; else its beginning, of `longest` characters at most, and an ellipsis. A word
 * that goes on behind that is left out whole, so that masking finds the same secrets as in all of the text. Nothing is masked here:
 * data stays as it came. Takes linear time.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text
  return `${KEPT.exec(text.slice(0, longest + 1))?.[0].trimEnd()}…`
}
