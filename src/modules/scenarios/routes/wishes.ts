import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import {
  closeNeed,
  editNeed,
  enterNeed,
  listOffer,
  matchNeed,
  nameScenario,
  refuseOffer,
  reopenNeed,
  withdrawNeed,
  withdrawOffer,
} from '../actions.ts'
import {
  FitList,
  ListNeeds,
  ListOffers,
  NeedPage,
  NeedView,
  OfferPage,
  OfferView,
  WishMoved,
} from '../contract.ts'
import { getNeedView, type getOfferView, listFits, listNeeds, listOffers } from '../queries.ts'
import { needsFile, offersFile } from '../wishes-csv.ts'

const tag = 'scenario-wishes'
const doing = (path: string, action: AnyAction, summary: string): Route =>
  actionRoute(path, action, { tag, summary, response: WishMoved })

interface Parts {
  readonly enterOffer: AnyAction
  readonly offer: ReturnType<typeof getOfferView>
}

/** Needs of organizations and offers of enterprises. */
export function wishRoutes({ enterOffer, offer }: Parts): Route[] {
  return [
    queryRoute('/scenario-needs', listNeeds, {
      tag,
      summary: 'What organizations look for',
      response: NeedPage,
    }),
    { ...doing('/scenario-needs', enterNeed, 'Enter a need'), status: 201 },
    {
      method: 'GET',
      path: '/scenario-needs/export.csv',
      tag,
      summary: 'The list of needs as CSV',
      query: ListNeeds.omit({ limit: true, offset: true }),
      run: needsFile,
    },
    queryRoute('/scenario-needs/:id', getNeedView, { tag, summary: 'One need', response: NeedView }),
    queryRoute('/scenario-needs/:id/fits', listFits, {
      tag,
      summary: 'Offers that fit, each with why',
      response: FitList,
    }),
    doing('/scenario-needs/:id/edit', editNeed, 'Put an open need right'),
    doing('/scenario-needs/:id/match', matchNeed, 'Confirm that an offer fits'),
    doing('/scenario-needs/:id/reopen', reopenNeed, 'Give up a match'),
    doing('/scenario-needs/:id/scenario', nameScenario, 'Name the scenario that came of it'),
    doing('/scenario-needs/:id/close', closeNeed, 'Close: what was needed is there'),
    doing('/scenario-needs/:id/withdraw', withdrawNeed, 'Withdraw a need'),
    queryRoute('/scenario-offers', listOffers, {
      tag,
      summary: 'What enterprises offer',
      response: OfferPage,
    }),
    // Somebody who enters more than this is no enterprise.
    { ...doing('/scenario-offers', enterOffer, 'Enter an offer'), status: 201, rateLimit: 30 },
    {
      method: 'GET',
      path: '/scenario-offers/export.csv',
      tag,
      summary: 'The list of offers as CSV',
      query: ListOffers.omit({ limit: true, offset: true }),
      run: offersFile,
    },
    queryRoute('/scenario-offers/:id', offer, { tag, summary: 'One offer', response: OfferView }),
    doing('/scenario-offers/:id/list', listOffer, 'List an offer'),
    doing('/scenario-offers/:id/refuse', refuseOffer, 'Refuse to list an offer'),
    doing('/scenario-offers/:id/withdraw', withdrawOffer, 'Take an offer back'),
  ]
}
