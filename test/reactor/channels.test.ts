import { expect, test } from 'vitest'
import { type ChannelName, channels, channelsInMeta, isUnderWay } from '../../src/reactor/channels.js'

test.each<[channel: ChannelName, state: unknown, isUnderWay: boolean]>([
  ['status', 'pending', true],
  ['status', 'processing', true],
  ['status', 'succeeded', false],
  ['status', 'failed', false],
  ['status', undefined, false],
  ['status', 5, false],
  ['refresh_status', 'pending', true],
  ['refresh_status', 'succeeded', false],
  ['refresh_status', 'processing', false],
  ['republish_status', 'pending', true],
  ['build_status', 'failed', false],
  ['state', 'rejected', false],
  ['test_exchange', undefined, false],
])('work whose %s is %j is under way: %j', (channel, state, expected) => {
  expect(isUnderWay(channels[channel], state)).toBe(expected)
})

test('states and reasons stand in members of meta that are known by name', () => {
  expect([...channelsInMeta()]).toStrictEqual([
    ...['status_details', 'refresh_status', 'refresh_status_details', 'republish_status', 'build_status'],
    'test_exchange',
  ])
})
