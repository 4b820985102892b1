import { faultMessages } from './messages/faults.ts'

export const capMessages = { ...faultMessages }
