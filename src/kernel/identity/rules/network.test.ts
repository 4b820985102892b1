import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkOf } from './network.ts'

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['10.1.2.3', '10.1.2.0/24'],
  ['2001:db8:1:2ff::9', '2001:0db8:0001:0200::/56'],
  ['2001:DB8::1', '2001:0db8:0000:0000::/56'],
  ['fe80::1%eth0', 'fe80:0000:0000:0000::/56'],
  ['127.0.0.1', null],
  ['::1', null],
  ['', null],
  ['unknown', null],
])('%s lies in %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('whatever stands in a header, no address comes out, and neighbours share a network', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(255), (address, other) => {
      const neighbour = [...address.split('.').slice(0, 3), String(other)].join('.')
      expect(networkOf(neighbour)).toBe(networkOf(address))
    }),
  )
  fc.assert(
    fc.property(
      fc.ipV6(),
      (address) => (networkOf(address) ?? '/56').endsWith('/56') || address.includes('.'),
    ),
  )
  fc.assert(
    fc.property(fc.string(), (text) => networkOf(text) === null || /\/(24|56)$/.test(networkOf(text) ?? '')),
  )
})
