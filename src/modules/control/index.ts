import { fileURLToPath } from 'node:url'
import type { Action } from '#kernel/action'
import { caseQueries, caseRoutes } from '#kernel/cases'
import { defineModule, type Module } from '#kernel/module'
import { askJudging } from './actions/asking.ts'
import {
  answerObjection,
  careActions,
  gatherValues,
  inspectionActionsOf,
  levelActionsOf,
  noteRefusedInput,
  objectLevel,
  openInspection,
  ownCareActions,
  saveCareGroups,
  saveForbidden,
  saveMeasures,
  saveModel,
  saveSubject,
  settleInspection,
  submitModel,
  takeJudgement,
  testModel,
} from './actions.ts'
import { inspection } from './case.ts'
import { demoControl } from './demo.ts'
import type { DemoParts } from './demo-actor.ts'
import { controlJobs, controlReactions } from './jobs.ts'
import { controlMessages } from './messages.ts'
import {
  checkModel,
  getCalendar,
  getCareGroups,
  getCareQuery,
  getForbidden,
  getMeasures,
  getModelQuery,
  getOwnCare,
  getOwnLevels,
  getSubjectQuery,
  listCare,
  listCountSources,
  listModels,
  listSubjects,
} from './queries.ts'
import { careRoutes, controlRoutes } from './routes.ts'
import { provideOwnCounts } from './store.ts'

export { type CountDoor, type Counted, provideCount } from './counts.ts'
export { readForbidden } from './store.ts'

const tables = [saveMeasures, saveForbidden, saveCareGroups]
const objections = [objectLevel, answerObjection]
const reads = [
  listSubjects,
  getSubjectQuery,
  getOwnLevels,
  listModels,
  getModelQuery,
  checkModel,
  listCountSources,
  getMeasures,
  getForbidden,
  getCareGroups,
]

/** Graded control of areas, enterprises and facilities; care levels of persons, apart from it. */
export function createControl(parts: DemoParts): Module {
  const { clock, key } = parts
  provideOwnCounts()
  const save = saveSubject(key)
  const onLevel = levelActionsOf(clock)
  const onInspection = inspectionActionsOf(clock)
  const inspections = caseQueries(inspection, key)
  const calendar = getCalendar(clock)
  const care = { act: careActions(key), own: ownCareActions(key) }
  const careReads = { list: listCare(key), get: getCareQuery(key), mine: getOwnCare(key) }
  return defineModule({
    name: 'control',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    caseTypes: [inspection],
    actions: [
      save,
      saveModel,
      noteRefusedInput,
      testModel,
      submitModel,
      askJudging,
      gatherValues,
      takeJudgement(clock),
      ...Object.values(onLevel),
      openInspection(clock),
      settleInspection(clock),
      ...Object.values(onInspection),
      ...tables,
      ...objections,
      ...Object.values(care.act),
      ...Object.values(care.own),
    ],
    queries: [...reads, calendar, ...Object.values(inspections), ...Object.values(careReads)],
    routes: [
      ...controlRoutes({ ...parts, saveSubject: save, onLevel, calendar }),
      ...caseRoutes(
        inspection,
        '/inspections',
        inspections,
        onInspection as unknown as Record<string, Action>,
      ),
      ...careRoutes({ ...care, ...careReads }),
    ],
    jobs: controlJobs(clock),
    reactions: controlReactions,
    messages: controlMessages,
    demo: (kernel) => demoControl(kernel, parts),
  })
}
