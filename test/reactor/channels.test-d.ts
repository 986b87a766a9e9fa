import { expectTypeOf, test } from 'vitest'
import type { DeferredField } from '../../src/failure/failure.js'
import type { ChannelName } from '../../src/reactor/channels.js'

/** The words of a type that takes every text besides. */
type Words<Text> = Text extends string ? (string extends Text ? never : Text) : never

test('every member that tells of a failure is offered as its field', () => {
  expectTypeOf<Words<DeferredField>>().toEqualTypeOf<ChannelName | 'status_details' | 'refresh_status_details'>()
})
