import { type Address, type AddressPart, addressParts, partText } from './address.ts'

/** `unknown`: one of the two does not tell it. */
export type PartAgreement = 'same' | 'different' | 'unknown'

export interface AddressComparison {
  readonly parts: Readonly<Record<AddressPart, PartAgreement>>
  /** The narrowest part in which both agree, no wider one differing; undefined where there is none. */
  readonly agreesTo: AddressPart | undefined
  /** The widest part in which they differ. */
  readonly differsAt: AddressPart | undefined
}

/**
 * Compares two addresses part by part, from wide to narrow. A place with a code is compared by it. Two numbers agree
 * only on the same road or, where neither tells a road, in the same village or estate; a road known to one alone leaves
 * the number unknown.
 */
export function compareAddresses(one: Address, other: Address): AddressComparison {
  const parts = Object.fromEntries(
    addressParts.map((part) => [part, agreementIn(one, other, part)]),
  ) as Record<AddressPart, PartAgreement>
  const differsAt = addressParts.find((part) => parts[part] === 'different')
  const reach = differsAt === undefined ? addressParts.length : addressParts.indexOf(differsAt)
  const agreesTo = addressParts.slice(0, reach).findLast((part) => parts[part] === 'same')
  return { parts, agreesTo, differsAt }
}

function agreementIn(one: Address, other: Address, part: AddressPart): PartAgreement {
  if (part === 'number' && (one.road === undefined) !== (other.road === undefined)) return 'unknown'
  const a = keyOf(one, other, part)
  const b = keyOf(other, one, part)
  if (a === undefined || b === undefined) return 'unknown'
  return a === b ? 'same' : 'different'
}

function keyOf(address: Address, other: Address, part: AddressPart): string | undefined {
  const [own, its] = [address[part], other[part]]
  const haveCodes = typeof own === 'object' && typeof its === 'object' && own.code && its.code
  return haveCodes ? own.code : partText(address, part)
}
