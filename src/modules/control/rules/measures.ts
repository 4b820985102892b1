import type { Measure, MeasureTable } from '../contract/measures.ts'
import { type Level, levels, type SubjectKind, subjectKinds } from '../contract/subjects.ts'

const inspectEvery: Readonly<Record<Level, number>> = { A: 365, B: 180, C: 90, D: 7 }

/** Drafted for the project: an office puts its own intervals in their place. */
export const defaultMeasures: MeasureTable = {
  version: 0,
  rows: subjectKinds.flatMap((kind) => levels.flatMap((level) => shipped(kind, level))),
  openDays: 7,
  rectifyDays: 10,
}

function shipped(kind: SubjectKind, level: Level): Measure[] {
  const rows: Measure[] = [
    {
      kind,
      level,
      measure: 'inspection',
      everyDays: inspectEvery[level],
      text: '现场检查，核对上次发现的问题，拍照留存',
    },
  ]
  if (level === 'D' && kind !== 'area')
    rows.push({ kind, level, measure: 'report', everyDays: 30, text: '报送整改进展和风险自查情况' })
  if ((level === 'C' || level === 'D') && kind === 'enterprise') {
    rows.push({ kind, level, measure: 'training', everyDays: 180, text: '组织负责人和安全管理人员培训' })
    rows.push({ kind, level, measure: 'notice', everyDays: null, text: '告知等级、理由和如何改进' })
  }
  return rows
}

/** Measures that come back in time, of a kind and level. */
export function plannedMeasures(table: MeasureTable, kind: SubjectKind, level: Level): Measure[] {
  return table.rows.filter((m) => m.kind === kind && m.level === level && m.everyDays !== null)
}

/** Rows of the table that say the same thing twice, or lack the interval that they need. */
export function faultsOfMeasures({ rows }: Pick<MeasureTable, 'rows'>): { path: string; key: string }[] {
  return rows.flatMap((m, n) => {
    const first = rows.findIndex((o) => o.kind === m.kind && o.level === m.level && o.measure === m.measure)
    return [
      ...(first === n ? [] : [{ path: `rows.${n}.measure`, key: 'control.fault.measure-twice' }]),
      ...((m.measure === 'notice') === (m.everyDays === null)
        ? []
        : [{ path: `rows.${n}.everyDays`, key: 'control.fault.interval' }]),
    ]
  })
}
