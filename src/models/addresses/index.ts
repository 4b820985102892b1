export { type Address, type AddressPart, addressParts, formatAddress, partText } from './address.ts'
export { type AddressComparison, compareAddresses, type PartAgreement } from './compare.ts'
export { type Division, type Gazetteer, makeGazetteer, type Place } from './gazetteer.ts'
export { parseAddress } from './parse.ts'
