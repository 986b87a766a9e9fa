import { expect, test } from 'vitest'
import { resolveAttributes } from '../../src/image-serving/attributes.js'
import type { ResponsePlan } from '../../src/image-serving/plan.js'
import { planResponse } from '../../src/image-serving/plan-response.js'
import { parseProperties } from '../../src/image-serving/properties.js'
import { writeResponse } from '../../src/image-serving/response.js'
import { failureOf, renderingFailureOf, requestOf } from './requests.js'
import { type Statement, statements } from './statements.js'

/** A plan and what follows it, in short. */
const chain = (plan: ResponsePlan): string =>
  'otherwise' in plan ? `${plan.kind} > ${chain(plan.otherwise)}` : plan.kind

/** What comes of what a statement gives. */
function outcome({ given }: Statement): object {
  if ('body' in given) return parseProperties(given.body, given.options)
  if (!('request' in given)) {
    try {
      return resolveAttributes(given.sources)
    } catch (error) {
      return { throws: String(error) }
    }
  }
  const request = requestOf(given.request)
  const read = {
    request: { ...request, commands: Object.fromEntries(request.commands) },
    problem: request.problems[0]?.code,
    formats: request.type?.formats,
    sources: request.layers.map(({ source }) => source),
  }
  if (!('fails' in given)) return read
  const { layer, fails } = given
  const meta = { stack: 'at Reader.java:7', ...(layer !== undefined && { layer }) }
  const init = { detail: 'In /data/a.tif.', meta }
  // The codes of the two services are told apart by the path.
  const make = (request.service === 'image-rendering' ? renderingFailureOf : failureOf) as typeof failureOf
  const plan = planResponse(
    make(fails as Parameters<typeof failureOf>[0], init),
    request,
    resolveAttributes(given.sources),
  )
  const last = innermost(plan)
  const { status, headers, body } = writeResponse(last, new Date(0))
  const text = new TextDecoder().decode(body)
  const response = { status, type: headers['content-type'], cache: headers['cache-control'], text }
  return { ...read, plan, chain: chain(plan), response }
}

/** The plan that can always be executed. */
function innermost(plan: ResponsePlan): Exclude<ResponsePlan, { readonly otherwise: unknown }> {
  return 'otherwise' in plan ? innermost(plan.otherwise) : plan
}

test('what the reference states holds', () => {
  for (const statement of statements) {
    const { page, says, expected } = statement
    const found = outcome(statement)
    const throws = 'throws' in expected ? { throws: expect.stringContaining(String(expected.throws)) } : {}
    expect(found, `${page}: ${says}`).toMatchObject({ ...expected, ...throws })
  }
})

test('there are at least 120 statements, each said once, and what is inferred is marked', () => {
  expect(statements.length).toBeGreaterThanOrEqual(120)
  const names = statements.map(({ page, says }) => `${page}: ${says}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const inferred = statements.filter(({ isInferred }) => isInferred === true).length
  expect(inferred).toBeGreaterThan(0)
  expect(inferred).toBeLessThan(statements.length / 5)
})
