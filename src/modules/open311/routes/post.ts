import { Refusal } from '#kernel/action/define'
import { fileActions } from '#kernel/files'
import { localeOf, type RouteRequest } from '#kernel/http'
import { translate } from '#kernel/i18n/define'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { loadCategories } from '#modules/duties'
import { findPlace } from '#modules/territory'
import { type Open311Actions, testDays } from '../actions.ts'
import type { PostedRequest, ServiceRequest } from '../contract.ts'
import { open311Messages } from '../messages.ts'
import { placeOf } from '../queries.ts'
import {
  type Form,
  findService,
  findUpdateStatus,
  isPublished,
  masked,
  type Posted,
  readForm,
  readPosted,
  readText,
  updateStatuses,
  type Wrong,
  w3c,
} from '../rules.ts'
import { type Format, send } from './answer.ts'
import { type Caller, callerOf, checkJurisdiction, refuseWrong } from './caller.ts'
import type { Door } from './read.ts'

/** Pictures of one request, and bytes of one picture. */
const mostPictures = 3
const pictureBytes = 8 * 1024 * 1024
export const postLimit = mostPictures * pictureBytes + 256 * 1024

interface Received {
  readonly form: Form
  readonly actor: Actor
  readonly files: readonly string[]
}

/** The form with its pictures. Nothing of a picture is kept before the key in front of it has been found good. */
async function receive(kernel: Kernel, r: RouteRequest, door: Door): Promise<Received> {
  if (!r.raw.isMultipart()) {
    const form = readForm(r.body instanceof URLSearchParams ? r.body : [])
    return { form, actor: (await caller(kernel, r, form)).actor, files: [] }
  }
  const pairs: [string, string][] = []
  const files: string[] = []
  let known: Caller | undefined
  const limits = { fileSize: pictureBytes, files: mostPictures, fields: 60 }
  for await (const part of r.raw.parts({ limits })) {
    if (part.type === 'field') {
      pairs.push([part.fieldname, String(part.value)])
      continue
    }
    known ??= await caller(kernel, r, readForm(pairs))
    if (known.actor.kind !== 'client') break
    if (!known.mayPost && !door.isTest) throw new Refusal('forbidden', 'open311.may-not-post')
    const content = await part.toBuffer()
    if (door.isTest) continue
    const file = await kernel.files.save(content, part.filename)
    await kernel.execute(fileActions[0], { actor: known.actor, input: file, trace: r.trace })
    files.push(file.hash)
  }
  const form = readForm(pairs)
  return { form, actor: (known ?? (await caller(kernel, r, form))).actor, files }
}

async function caller(kernel: Kernel, r: RouteRequest, form: Form): Promise<Caller> {
  const found = await callerOf(kernel, r, form)
  checkJurisdiction(kernel, form)
  return found
}

export function postRequest(actions: Open311Actions, door: Door, format: Format) {
  return async (kernel: Kernel, r: RouteRequest) => {
    const { form, actor, files } = await receive(kernel, r, door)
    // Whoever has no key is refused by the action, which keeps it in the audit, before anything is said of the form.
    if (actor.kind !== 'client')
      await kernel.execute(actions.post, { actor, input: emptyPost, trace: r.trace })
    const posted = readRequest(form)
    const receipt = door.isTest
      ? await kernel.execute(actions.postTest, {
          actor,
          input: { request: testRequest(posted, kernel) },
          trace: r.trace,
        })
      : await kernel.execute(actions.post, {
          actor,
          input: postInput(posted, files),
          key: r.key,
          trace: r.trace,
        })
    const isPublic = isPublished(posted.category)
    const answer: PostedRequest = {
      ...(isPublic ? { service_request_id: receipt.number } : { token: receipt.token }),
      service_notice: noticeOf(posted, isPublic, door, r),
      account_id: posted.accountId,
    }
    return send(r, format, 'service_requests', [answer])
  }
}

/** Sound in form, so that the refusal is about who asks. */
const emptyPost = { appeal: { text: '（没有内容）' }, mediaUrl: null, accountId: null, externalId: null }

function readRequest(form: Form): Posted {
  const code = form.fields.get('service_code')
  if (code === undefined) throw new Refusal('invalid', 'open311.no-service')
  const service = findService(loadCategories(), code)
  if (service === undefined) throw new Refusal('not-found', 'open311.unknown-service')
  const findPath = (place: string) => findPlace(place)?.path
  return refuseWrong<Posted>(readPosted({ form, category: service.category, findPath }))
}

function postInput({ category, text, where, contact, ...rest }: Posted, files: readonly string[]) {
  const { mediaUrl, accountId, externalId } = rest
  return { appeal: { text, where, contact, category, files }, mediaUrl, accountId, externalId }
}

/** On the test endpoint nothing is kept of the person, and the words are masked before they are kept. */
function testRequest(posted: Posted, kernel: Kernel): Omit<ServiceRequest, 'service_request_id'> {
  const at = w3c(kernel.clock.now())
  const code = posted.category.slice(0, 4)
  const { point, address, place } = posted.where
  return {
    status: 'open',
    status_notes: translate(open311Messages, 'open311.notice.test', 'zh', { days: testDays }),
    service_name: findService(loadCategories(), code)?.category.zh ?? null,
    service_code: code,
    description: masked(posted.text).slice(0, 4000).toWellFormed(),
    agency_responsible: null,
    service_notice: null,
    requested_datetime: at,
    updated_datetime: at,
    expected_datetime: null,
    address: address === undefined ? (place === undefined ? null : placeOf(place).name) : masked(address),
    address_id: place === undefined ? null : placeOf(place).code,
    zipcode: null,
    lat: point?.lat ?? null,
    long: point?.lon ?? null,
    media_url: null,
  }
}

function noticeOf(posted: Posted, isPublic: boolean, door: Door, r: RouteRequest): string {
  const received: Wrong = door.isTest
    ? { message: 'open311.notice.test', values: { days: testDays } }
    : { message: isPublic ? 'open311.notice.received' : 'open311.notice.private', values: {} }
  return [received, ...posted.notices]
    .map((n) => translate(open311Messages, n.message, localeOf(r.raw), n.values))
    .join(' ')
}

/** How often a comment is tried again when somebody else acts on the same case at the same moment. */
const tries = 3

export function postUpdate(actions: Open311Actions, door: Door, format: Format) {
  return async (kernel: Kernel, r: RouteRequest) => {
    const { form, actor } = await receive(kernel, r, door)
    if (actor.kind !== 'client')
      await kernel.execute(actions.update, { actor, input: emptyUpdate, trace: r.trace })
    const input = readUpdate(form)
    const run = () =>
      door.isTest
        ? kernel.execute(actions.postTestUpdate, { actor, input, trace: r.trace })
        : kernel.execute(actions.update, { actor, input, trace: r.trace })
    const { updateId } = await insisting(run)
    return send(r, format, 'service_request_updates', [{ update_id: updateId }])
  }
}

const emptyUpdate = { number: '-', updateId: '-', status: 'OPEN', text: '（没有内容）' }

async function insisting<T>(run: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await run()
    } catch (error) {
      if (n >= tries || !(error instanceof Refusal) || error.code !== 'conflict') throw error
    }
  }
}

function readUpdate(form: Form) {
  const wrong: Wrong[] = []
  const needed = (field: string, longest: number) => {
    const text = readText(form, field, longest, wrong)
    if (text === null && !form.fields.has(field))
      wrong.push({ message: 'open311.no-field', values: { field } })
    return text ?? ''
  }
  const number = needed('service_request_id', 60)
  const updateId = needed('update_id', 100)
  const status = findUpdateStatus(needed('status', 60))
  if (form.fields.has('status') && status === undefined)
    wrong.push({ message: 'open311.bad-status', values: { names: updateStatuses.join(', ') } })
  const description = needed('description', 1900)
  const title = readText(form, 'title', 100, wrong)
  if (wrong.length > 0) refuseWrong(wrong)
  const text = [title, description]
    .filter((t) => t !== null && t !== '')
    .join('\n')
    .slice(0, 1900)
  return { number, updateId, status: status ?? 'OPEN', text }
}
