import { z } from 'zod'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  approveRelease,
  cancelRelease,
  chooseLevels,
  computeAsked,
  returnRelease,
  saveHierarchy,
  saveRelease,
  submitRelease,
  takeNamed,
  takeOpen,
  withdrawRelease,
} from './actions.ts'
import {
  OpenReleasePage,
  ReleaseCard,
  ReleasePage,
  ReleaseProposal,
  ReleaseState,
  ReleaseView,
  UploadedHierarchy,
} from './contract.ts'
import { downloadRoute } from './downloading.ts'
import { getProposal, getReleaseView, listOpenReleases, listReleases, openRelease } from './queries.ts'
import { uploadHierarchy } from './upload.ts'

const tag = 'releases'
const Moved = z.object({ id: z.uuid(), revision: z.int(), state: ReleaseState }).meta({ id: 'ReleaseMoved' })
const doing = (path: string, action: AnyAction, summary: string): Route =>
  actionRoute(path, action, { tag, summary, response: Moved })
/** A list of one's own makes a plan longer than other requests. */
const planBytes = 4 * 1024 * 1024

export const releaseRoutes: readonly Route[] = [
  queryRoute('/releases', listReleases, {
    tag,
    summary: 'Anonymised releases that you may see',
    response: ReleasePage,
  }),
  { ...doing('/releases', saveRelease, 'Save the plan of a release'), bodyLimit: planBytes },
  queryRoute('/releases/:id', getReleaseView, { tag, summary: 'One release', response: ReleaseView }),
  doing('/releases/:id/compute', computeAsked, 'Look for the best levels'),
  doing('/releases/:id/levels', chooseLevels, 'Choose other levels than the best'),
  doing('/releases/:id/cancel', cancelRelease, 'Stop a computation'),
  doing('/releases/:id/submit', submitRelease, 'Hand a release to the data authority'),
  doing('/releases/:id/approve', approveRelease, 'Let a release out'),
  doing('/releases/:id/return', returnRelease, 'Return a release, with the reason'),
  doing('/releases/:id/withdraw', withdrawRelease, 'Stop every download of a release'),
  queryRoute('/resources/:id/release-proposal', getProposal, {
    tag,
    summary: 'What a release of a resource would best begin with',
    response: ReleaseProposal,
  }),
  {
    ...actionRoute('/resources/:id/release-hierarchies', saveHierarchy, {
      tag,
      summary: 'Keep a hierarchy for an item',
    }),
    bodyLimit: planBytes,
  },
  {
    method: 'POST',
    path: '/resources/:id/release-hierarchy-file',
    tag,
    summary: 'Read a hierarchy from a table, a column per level; nothing is saved',
    params: z.object({ id: z.uuid() }),
    response: UploadedHierarchy,
    run: uploadHierarchy,
  },
  downloadRoute('/releases', takeNamed, 'The file of a release made for you'),
  queryRoute('/open-releases', listOpenReleases, {
    tag,
    summary: 'Anonymised releases that are open to everybody',
    response: OpenReleasePage,
  }),
  queryRoute('/open-releases/:id', openRelease, {
    tag,
    summary: 'The card of an open release',
    response: ReleaseCard,
  }),
  downloadRoute('/open-releases', takeOpen, 'The file of an open release'),
]
