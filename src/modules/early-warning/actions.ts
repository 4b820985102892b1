export { noteAlert, remindOfAlerts } from './actions/alerts.ts'
export { calmWarning } from './actions/calm.ts'
export {
  askConsent,
  giveConsent,
  refuseConsent,
  stopUnconsented,
  tellConsent,
  withdrawConsent,
} from './actions/consents.ts'
export { setLimits } from './actions/limits.ts'
export { createPattern, savePattern, switchPattern } from './actions/patterns.ts'
export { createSettle } from './actions/settle.ts'
export { endSilence, makeSilence, noteMissed, tellEnded } from './actions/silences.ts'
export { warningActionsOf } from './actions/warnings.ts'
export { createWatch, saveWatch, switchWatch } from './actions/watches.ts'
