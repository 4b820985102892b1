import type { SubmitAppeal, Where } from '#modules/appeals/contract'

export interface DraftPhoto {
  /** Of the stored file, as the server named it. */
  readonly hash: string
  /** A small data: picture, so that the preview survives closing the page. */
  readonly preview: string
}

/** What a resident has filled in so far. Plain JSON: it lives in the browser's storage. */
export interface Draft {
  /** Idempotency-Key of this appeal: two clicks or two tabs make one case. */
  readonly key: string
  readonly text: string
  readonly photos: readonly DraftPhoto[]
  readonly place: string
  readonly point: { readonly lon: number; readonly lat: number } | null
  /** What the point was found to be, for the screen. */
  readonly pointName: string
  /** The name is of the nearest township, because no border holds the point. */
  readonly isPointNear: boolean
  readonly address: string
  readonly isNowhere: boolean
  readonly who: '' | 'named' | 'anonymous'
  readonly phone: string
  readonly name: string
}

export function emptyDraft(key: string): Draft {
  return {
    key,
    text: '',
    photos: [],
    place: '',
    point: null,
    pointName: '',
    isPointNear: false,
    address: '',
    isNowhere: false,
    who: '',
    phone: '',
    name: '',
  }
}

export type Step = 'what' | 'where' | 'who'

/** A key of `reportTexts`, and the field that it is about. */
export interface DraftError {
  readonly field: string
  readonly text: 'what.too-short' | 'what.too-long' | 'where.missing' | 'who.choose' | 'who.phone-wrong'
}

/** What is missing on a step; the limits are those of `SubmitAppeal`. */
export function draftErrors(draft: Draft, step: Step, isSignedIn: boolean): DraftError[] {
  if (step === 'what') return whatErrors(draft.text.trim())
  if (step === 'where') return hasWhere(draft) ? [] : [{ field: 'address', text: 'where.missing' }]
  if (draft.who === '') return [{ field: 'who', text: 'who.choose' }]
  const needsPhone = draft.who === 'named' && !isSignedIn
  return needsPhone && !isMobile(draft.phone) ? [{ field: 'phone', text: 'who.phone-wrong' }] : []
}

function whatErrors(text: string): DraftError[] {
  if (text.length < 5) return [{ field: 'text', text: 'what.too-short' }]
  return text.length > 20_000 ? [{ field: 'text', text: 'what.too-long' }] : []
}

function hasWhere(draft: Draft): boolean {
  return draft.isNowhere || draft.place !== '' || draft.point !== null || draft.address.trim() !== ''
}

/** Spaces and dashes that people write for reading are no part of a number. */
export function mobileOf(phone: string): string {
  return phone.replace(/[\s-]/g, '')
}

export function isMobile(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(mobileOf(phone))
}

/** The first step that is not complete; undefined when all are. */
export function firstOpenStep(draft: Draft, isSignedIn: boolean): Step | undefined {
  return (['what', 'where', 'who'] as const).find((step) => draftErrors(draft, step, isSignedIn).length > 0)
}

/** The request; a signed-in resident is the applicant, so that no contact is sent. */
export function submission(draft: Draft, isSignedIn: boolean): SubmitAppeal {
  const isNamed = draft.who === 'named' && !isSignedIn
  const name = draft.name.trim()
  return {
    text: draft.text.trim(),
    where: draft.isNowhere ? {} : whereOf(draft),
    channel: 'web',
    anonymous: draft.who === 'anonymous',
    contact: isNamed ? { phone: mobileOf(draft.phone), ...(name === '' ? {} : { name }) } : {},
    files: draft.photos.map((photo) => photo.hash),
  }
}

function whereOf({ place, point, address }: Draft): Where {
  return {
    ...(place === '' ? {} : { place }),
    ...(point === null ? {} : { point }),
    ...(address.trim() === '' ? {} : { address: address.trim() }),
  }
}
