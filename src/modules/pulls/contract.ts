export * from './contract/letters.ts'
export * from './contract/place.ts'
export * from './contract/requests.ts'
export * from './contract/source.ts'
