/** Hosts: where builds are delivered, by Adobe or over SFTP. */

import { attributePointer } from '../attributes.js'
import { begin, later, refuse } from '../exchange.js'
import type { Change, Definition, Exchange, RemovalRule, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import type { Resource } from '../resource.js'
import { connect } from './sftp.js'

const isSftp = ({ attributes }: Resource): boolean => attributes['type_of'] === 'sftp'

/** Only SFTP hosts can be changed. */
const canChange: Rule = ({ exchange, before }) =>
  before === undefined || isSftp(before)
    ? undefined
    : errorOf(exchange, 'read-only', { detail: 'Only hosts of type sftp can be changed.' })

/** A private key that is sent has to be one. */
const hasKey: Rule = ({ exchange, attributes }) => {
  const name = 'encrypted_private_key'
  const key = attributes[name]
  if (typeof key !== 'string' || key.trim() !== '') return undefined
  return errorOf(exchange, 'decrypt-no-data', { detail: 'The private key is empty.', pointer: attributePointer(name) })
}

/** A host that environments deliver to stays. */
const isUnused: RemovalRule = (exchange, host) => {
  const [environment] = exchange.emulation.store.leadingTo(host, 'environments', 'host')
  if (environment === undefined) return undefined
  const name = String(environment.attributes['name'])
  return errorOf(exchange, 'host-in-use', { detail: `The environment ${name} delivers to it.` })
}

function testConnection(exchange: Exchange, host: Resource): void {
  begin(exchange, host, {
    state: 'status',
    delay: exchange.emulation.delays.host,
    finish: () => {
      const failure = connect(host, 'first')
      return failure === undefined ? [] : [later(exchange, failure.code, failure.detail)]
    },
  })
}

/** The type `hosts`. */
export const hosts: Definition = {
  type: 'hosts',
  right: 'manage_environments',
  parent: 'property',
  attributes: {
    name: { kind: 'text', required: true },
    type_of: { kind: 'text', required: true, values: ['akamai', 'sftp'] },
    encrypted_private_key: { kind: 'text', hidden: true },
    path: { kind: 'text' },
    port: { kind: 'number' },
    server: { kind: 'text' },
    skip_symlinks: { kind: 'flag', initial: false },
    username: { kind: 'text' },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    environments: { kind: 'inverse', type: 'environments', by: 'host' },
  },
  initial: () => ({ status: 'succeeded' }),
  rules: [canChange, hasKey],
  saved: ({ exchange, resource }: Change) => {
    if (isSftp(resource)) testConnection(exchange, resource)
  },
  removalRules: [isUnused],
  actions: {
    test: {
      run: (exchange, host) => {
        if (!isSftp(host)) refuse(exchange, 'host-type-error')
        testConnection(exchange, host)
        return host
      },
    },
  },
}
