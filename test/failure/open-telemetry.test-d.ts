import type { Exception, Span } from '@opentelemetry/api'
import { expectTypeOf, test } from 'vitest'
import { telemetry } from '../../src/failure/telemetry.js'
import { reactor } from '../../src/index.js'

test('a span records our errors, and takes their attributes', () => {
  expectTypeOf(reactor.error('not-found')).toExtend<Exception>()
  expectTypeOf(telemetry(undefined).attributes).toExtend<Parameters<Span['setAttributes']>[0]>()
})
