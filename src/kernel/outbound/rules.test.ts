import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBlockedAddress } from './rules.ts'

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '127.255.0.9',
    '0.0.0.0',
    '169.254.169.254',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    'fd00:ec2::254',
    'no address',
    '1.2.3',
    '999.1.1.1',
  ])('%s is blocked', (ip) => expect(isBlockedAddress(ip)).toBe(true))
  test.each([
    '10.1.2.3',
    '192.168.0.1',
    '172.16.9.9',
    '8.8.8.8',
    '2400:3200::1',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
  ])('%s is not', (ip) => expect(isBlockedAddress(ip)).toBe(false))
  test('every way to write an address of this machine is blocked', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (a, b, c) => {
        const ip = `127.${a}.${b}.${c}`
        expect([ip, `::ffff:${ip}`].map(isBlockedAddress)).toEqual([true, true])
      }),
    )
  })
})
