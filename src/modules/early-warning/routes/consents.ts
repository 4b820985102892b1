import type { AnyAction, Route } from '#kernel/http/define'
import { actionRoute, queryRoute } from '#kernel/http/define'
import { askConsent, giveConsent, refuseConsent, withdrawConsent } from '../actions.ts'
import { ConsentChanged, ConsentPage } from '../contract.ts'
import { listConsents } from '../queries.ts'

const tag = 'early-warning'
const response = ConsentChanged

export const consentRoutes: readonly Route[] = [
  queryRoute('/early-warning/consents', listConsents, {
    tag,
    summary: 'Which watches of others your organization was asked to let read its data, and what it answered',
    response: ConsentPage,
  }),
  actionRoute('/early-warning/watches/:id/ask-consent', askConsent as AnyAction, {
    tag,
    summary: 'Ask the provider to let its data be watched',
    status: 201,
    response,
  }),
  actionRoute('/early-warning/consents/:id/give', giveConsent as AnyAction, {
    tag,
    summary: 'Let the data be watched',
    response,
  }),
  actionRoute('/early-warning/consents/:id/refuse', refuseConsent as AnyAction, {
    tag,
    summary: 'Do not let the data be watched',
    response,
  }),
  actionRoute('/early-warning/consents/:id/withdraw', withdrawConsent as AnyAction, {
    tag,
    summary: 'Withdraw the consent; the watch goes off',
    response,
  }),
]
