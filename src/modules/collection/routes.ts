import { z } from 'zod'
import type { Action } from '#kernel/action'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  correctRows,
  deliver,
  discardRows,
  recountQuality,
  releaseRow,
  restoreRows,
  retryRows,
  setWeights,
  submitForm,
} from './actions.ts'
import {
  ChangePage,
  Delivered,
  DeliveryPage,
  FormList,
  FormRows,
  FormTaken,
  largestFile,
  MonitorPage,
  QualityView,
  QualityWeights,
  QuarantinePage,
  Repaired,
  RowHistory,
  RowPage,
  RowReleased,
  RowsSettled,
  UploadPreview,
} from './contract.ts'
import { exportQuarantine } from './export.ts'
import {
  getQuality,
  getRowHistory,
  getWeights,
  listChanges,
  listDeliveries,
  listFormRows,
  listForms,
  listMonitor,
  listQuarantine,
  listRows,
} from './queries.ts'
import { previewUpload, takeUpload } from './upload.ts'

const tag = 'collection'
const mega = 1024 * 1024

const deliveryRoutes: readonly Route[] = [
  actionRoute('/resources/:resource/deliveries', deliver, {
    tag,
    summary: 'Deliver rows; what breaks the contract is quarantined with the reason',
    status: 201,
    response: Delivered,
    bodyLimit: 32 * mega,
  }),
  queryRoute('/resources/:id/deliveries', listDeliveries, {
    tag,
    summary: 'What was delivered',
    response: DeliveryPage,
  }),
  {
    method: 'POST',
    path: '/resources/:id/uploads/preview',
    tag,
    summary: 'Read a file against the contract and store nothing (multipart: file, mapping)',
    params: z.object({ id: z.uuid() }),
    response: UploadPreview,
    bodyLimit: largestFile + mega,
    run: previewUpload,
  },
  {
    method: 'POST',
    path: '/resources/:id/uploads',
    tag,
    summary:
      'Deliver a file in parts (multipart: file, delivery, mapping, mode, leaveOut); the same again goes on',
    params: z.object({ id: z.uuid() }),
    response: Delivered,
    status: 201,
    bodyLimit: largestFile + mega,
    run: takeUpload,
  },
]

const repairRoutes: readonly Route[] = [
  queryRoute('/resources/:id/quarantine', listQuarantine, {
    tag,
    summary: 'Rows that broke the contract, with what is wrong',
    response: QuarantinePage,
  }),
  {
    method: 'GET',
    path: '/resources/:id/quarantine.csv',
    tag,
    summary: 'The same rows as a table',
    params: z.object({ id: z.uuid() }),
    run: exportQuarantine,
  },
  actionRoute('/resources/:resource/quarantine/:id/release', releaseRow, {
    tag,
    summary: 'Release a row with its values put right',
    response: RowReleased,
  }),
  actionRoute('/resources/:resource/quarantine/retry', retryRows, {
    tag,
    summary: 'Try waiting rows again by the contract as it is now',
    response: Repaired,
  }),
  actionRoute('/resources/:resource/quarantine/correct', correctRows, {
    tag,
    summary: 'Put one value in the place of another in waiting rows, and try these again',
    response: Repaired,
  }),
  actionRoute('/resources/:resource/quarantine/discard', discardRows, {
    tag,
    summary: 'Discard rows, with the reason',
    response: RowsSettled,
  }),
  actionRoute('/resources/:resource/quarantine/restore', restoreRows, {
    tag,
    summary: 'Take a discard back',
    response: RowsSettled,
  }),
]

const rowRoutes: readonly Route[] = [
  queryRoute('/resources/:id/rows', listRows, {
    tag,
    summary: 'The provider’s own rows, now or as of an instant',
    response: RowPage,
  }),
  queryRoute('/resources/:id/changes', listChanges, {
    tag,
    summary: 'What changed since a position, in the order in which it became final',
    response: ChangePage,
  }),
  queryRoute('/resources/:id/row-history', getRowHistory, {
    tag,
    summary: 'Everything that a row has been',
    response: RowHistory,
  }),
]

const qualityRoutes: readonly Route[] = [
  queryRoute('/resources/:id/quality', getQuality, {
    tag,
    summary: 'Quality day by day, with the numbers of each score',
    response: QualityView,
  }),
  queryRoute('/collection/weights', getWeights, {
    tag,
    summary: 'How much each dimension of quality counts',
    response: QualityWeights,
  }),
  actionRoute('/collection/weights', setWeights, {
    tag,
    summary: 'Say how much each dimension counts',
    response: QualityWeights,
  }),
  actionRoute('/resources/:resource/quality/recount', recountQuality, {
    tag,
    summary: 'Make the quality of a resource anew from its deliveries',
  }),
  queryRoute('/collection/monitor', listMonitor, {
    tag,
    summary: 'Published resources with what is late, waiting and poor',
    response: MonitorPage,
  }),
]

const formRoutes: readonly Route[] = [
  queryRoute('/collection/forms', listForms, {
    tag,
    summary: 'Forms that your places and roles open',
    response: FormList,
  }),
  queryRoute('/resources/:id/form-rows', listFormRows, {
    tag,
    summary: 'Rows in your places, to be looked at again on site',
    response: FormRows,
  }),
  actionRoute('/resources/:resource/form', submitForm, {
    tag,
    summary: 'Send one row from a form; a row that somebody else changed is not overwritten',
    response: FormTaken,
  }),
]

export function collectionRoutes(openTask: Action): readonly Route[] {
  return [
    ...deliveryRoutes,
    ...repairRoutes,
    ...rowRoutes,
    ...qualityRoutes,
    ...formRoutes,
    actionRoute('/resources/:resource/data-task', openTask, {
      tag,
      summary: 'Ask the duty department (platform)',
    }),
  ]
}
