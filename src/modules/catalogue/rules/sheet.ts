export { sheetColumns } from './sheet/columns.ts'
export { readSheet, type SheetProblem } from './sheet/read.ts'
export { sheetRows } from './sheet/write.ts'
