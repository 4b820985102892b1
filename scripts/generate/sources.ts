import type { Access } from '#kernel/access/define'
import { calendarQuery, saveOffice, saveYear, systemClock } from '#kernel/clock'
import { judgeAlgorithm, listAlgorithms, listDecisions, proposeAlgorithm } from '#kernel/decisions'
import { fileActions, fileQueries } from '#kernel/files'
import { identityActions } from '#kernel/identity'
import { noticeQueries, notifyActions } from '#kernel/notify'
import { declarations } from '../../src/main.ts'

export interface Permitted {
  readonly name: string
  readonly allow: Access
}

/** All that the program declares, read without a database: no key is ever asked for. */
export function readDeclared(root: string) {
  const key = () => {
    throw new Error('The generated pages need no key')
  }
  const declared = declarations({
    clock: systemClock,
    key,
    root,
    dataDir: root,
    publicUrl: 'http://127.0.0.1',
  })
  const { modules, caseTypes, messages } = declared
  const cased = new Set(caseTypes.flatMap((t) => Object.keys(t.actions).map((name) => `${t.type}.${name}`)))
  const { queries: identityReads, ...identityWrites } = identityActions(key)
  const actions: Permitted[] = [
    ...modules.flatMap((m) => m.actions ?? []),
    ...fileActions,
    ...notifyActions,
    ...Object.values(identityWrites),
    proposeAlgorithm,
    judgeAlgorithm,
    saveYear,
    saveOffice,
  ]
  const queries: Permitted[] = [
    ...modules.flatMap((m) => m.queries ?? []),
    ...Object.values(fileQueries(caseTypes)),
    ...Object.values(noticeQueries(messages)),
    ...Object.values(identityReads),
    listAlgorithms,
    listDecisions([]),
    calendarQuery,
  ]
  return { ...declared, actions: actions.filter((a) => !cased.has(a.name)), queries }
}

export type Declared = ReturnType<typeof readDeclared>
