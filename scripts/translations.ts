/** Lists what each language lacks, and what was translated from English sentences that have changed since: `npm run translations`. */
import { behind, englishSentences, readLanguage, sentencesOf, translatedTags } from './sentences.js'

const english = englishSentences()
const lines = translatedTags().flatMap((tag) => behind(tag, sentencesOf(readLanguage(tag)), english))
for (const line of lines) process.stdout.write(`${line}\n`)
process.stdout.write(`${lines.length} sentences to translate\n`)
// English stands in for them, so that only a release has to wait.
if (process.argv.includes('--check') && lines.length > 0) process.exitCode = 1
