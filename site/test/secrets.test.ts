/** The promise of the package, on the site: what the page shows and what a link of it holds is fit for everybody. */
import { describe, expect, test } from 'vitest'
import { documentOf, INPUTS, type Outcome } from '../../test/secrets/doors.js'
import { byLooks, byValue, type Told } from '../../test/secrets/kinds.js'
import { leaksIn } from '../../test/secrets/leaks.js'
import { decodeInput } from '../browser/decode/read.js'
import { open, share } from '../browser/decode/share.js'

/** All that comes of a pasted input: the result that is shown, the preview of a link, and what opening the link shows. */
async function outcomeOf(input: string): Promise<Outcome> {
  const result = await decodeInput(new Blob([input]), '', () => {})
  const shared = await share(input, input)
  if (shared.kind !== 'shared') throw new Error('no link was made')
  const opened = await open(shared.fragment)
  expect(opened).toMatchObject({ response: shared.response, request: shared.request })
  return { result: JSON.stringify(result), response: shared.response, request: shared.request }
}

describe.each(Object.entries(INPUTS))('nothing that a request carried comes out of %s', (_, write) => {
  test.each(byValue)('%s', async (_, told) => {
    const outcome = await outcomeOf(write(told))
    expect(leaksIn(outcome, told).join('\n')).toBe('')
    expect(outcome['response']).toContain('[redacted]')
  })
})

const bodies = { ...INPUTS, 'a body': ({ text }: Told) => JSON.stringify(documentOf(text)) }

describe.each(Object.entries(bodies))('nothing that looks like a credential comes out of %s', (_, write) => {
  test.each(byLooks)('%s', async (_, told) => {
    expect(leaksIn(await outcomeOf(write(told)), told).join('\n')).toBe('')
  })
})
