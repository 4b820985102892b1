export { importDuties } from './actions/import.ts'
export { retireDuty, saveDuty } from './actions/save.ts'
export { seedDuties } from './actions/seed.ts'
export { saveUrgency } from './actions/urgency.ts'
