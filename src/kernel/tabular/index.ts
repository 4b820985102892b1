export * from './define.ts'
export { tabularMessages } from './messages.ts'
export { readTable } from './read.ts'
export { guardFormula, writeCsv, writeXlsx } from './write.ts'
