export { getCalendar } from './queries/calendar.ts'
export { getCareGroups, getCareQuery, getOwnCare, listCare } from './queries/care.ts'
export {
  checkModel,
  getForbidden,
  getMeasures,
  getModelQuery,
  listCountSources,
  listModels,
} from './queries/models.ts'
export { getOwnLevels, getSubjectQuery, listSubjects } from './queries/subjects.ts'
