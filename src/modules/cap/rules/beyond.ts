import { hasSelfIntersection } from '#kernel/geo/rules'
import type { CapAlert, CapArea, CapInfo, CapResource, Fault, LatLon } from '../contract/alert.ts'

/** What a broken rule has to say beside where it lies. */
type Values = Fault['values']
type Found = Values | boolean

/** One rule of CAP 1.2 that an XSD cannot say; its sentence is `cap.fault.<key>`. */
export interface Rule<T> {
  readonly key: string
  readonly kind: 'rule' | 'advice'
  readonly isBroken: (subject: T, alert: CapAlert) => Found
}

const isName = (text: string) => /^[^\s,<&]+$/.test(text)
const at = (time: string) => Date.parse(time)

export const alertRules: readonly Rule<CapAlert>[] = [
  { key: 'identifier-form', kind: 'rule', isBroken: (a) => a.identifier !== '' && !isName(a.identifier) },
  { key: 'sender-form', kind: 'rule', isBroken: (a) => a.sender !== '' && !isName(a.sender) },
  {
    key: 'restriction-scope',
    kind: 'rule',
    isBroken: (a) => a.restriction !== undefined && a.scope !== 'Restricted',
  },
  {
    key: 'restriction-missing',
    kind: 'rule',
    isBroken: (a) => a.scope === 'Restricted' && a.restriction === undefined,
  },
  {
    key: 'addresses-missing',
    kind: 'rule',
    isBroken: (a) => a.scope === 'Private' && a.addresses.length === 0,
  },
  {
    key: 'references-missing',
    kind: 'rule',
    isBroken: (a) => a.msgType !== 'Alert' && a.references.length === 0 && { type: a.msgType },
  },
  {
    key: 'reference-self',
    kind: 'rule',
    isBroken: (a) => a.references.some((r) => r.identifier === a.identifier && r.sender === a.sender),
  },
  {
    key: 'reference-later',
    kind: 'rule',
    isBroken: (a) => {
      const later = a.references.find((r) => at(r.sent) > at(a.sent))
      return later !== undefined && { identifier: later.identifier, sent: later.sent }
    },
  },
  {
    key: 'same-text',
    kind: 'rule',
    isBroken: (a) =>
      a.info.some((one, i) =>
        a.info.slice(i + 1).some((other) => one.language !== other.language && isSameText(one, other)),
      ),
  },
  { key: 'note-missing', kind: 'advice', isBroken: (a) => a.msgType === 'Error' && a.note === undefined },
  {
    key: 'exercise-note',
    kind: 'advice',
    isBroken: (a) => a.status === 'Exercise' && a.note === undefined,
  },
  {
    key: 'info-missing',
    kind: 'advice',
    isBroken: (a) => (a.msgType === 'Alert' || a.msgType === 'Update') && a.info.length === 0,
  },
]

export const infoRules: readonly Rule<CapInfo>[] = [
  {
    key: 'expires-before',
    kind: 'rule',
    isBroken: (i, a) => i.expires !== undefined && at(i.expires) <= at(i.effective ?? a.sent),
  },
  {
    key: 'html',
    kind: 'rule',
    isBroken: (i) => {
      const found = textsOf(i).find(([, text]) => markup.test(text))
      return found !== undefined && { name: found[0], text: markup.exec(found[1])?.[0].slice(0, 40) ?? '' }
    },
  },
  { key: 'web-form', kind: 'rule', isBroken: (i) => i.web !== undefined && !isAbsolute(i.web) },
  { key: 'expires-missing', kind: 'advice', isBroken: (i) => i.expires === undefined },
  {
    key: 'onset-late',
    kind: 'advice',
    isBroken: (i) => i.onset !== undefined && i.expires !== undefined && at(i.onset) >= at(i.expires),
  },
  { key: 'area-missing', kind: 'advice', isBroken: (i) => i.area.length === 0 },
  {
    key: 'headline-long',
    kind: 'advice',
    isBroken: (i) => (i.headline ?? '').length > longestHeadline && { limit: longestHeadline },
  },
]

export const resourceRules: readonly Rule<CapResource>[] = [
  {
    key: 'mime-form',
    kind: 'rule',
    isBroken: (r) => r.mimeType !== undefined && !/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(r.mimeType),
  },
  {
    key: 'digest-form',
    kind: 'rule',
    isBroken: (r) => r.digest !== undefined && !/^[0-9a-f]{40}$/i.test(r.digest),
  },
  {
    key: 'uri-form',
    kind: 'rule',
    isBroken: (r) => r.uri !== undefined && r.derefUri === undefined && !isAbsolute(r.uri),
  },
  {
    key: 'deref-form',
    kind: 'rule',
    isBroken: (r) => r.derefUri !== undefined && !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(r.derefUri),
  },
  {
    key: 'size-form',
    kind: 'rule',
    isBroken: (r) => r.size !== undefined && r.size < 0,
  },
]

export const areaRules: readonly Rule<CapArea>[] = [
  { key: 'polygon-open', kind: 'rule', isBroken: (a) => a.polygon.some((p) => !isClosed(p)) },
  {
    key: 'polygon-crossing',
    kind: 'rule',
    isBroken: (a) => a.polygon.some((p) => hasSelfIntersection(p.map(([lat, lon]) => [lon, lat] as const))),
  },
  {
    key: 'ceiling-alone',
    kind: 'rule',
    isBroken: (a) => a.ceiling !== undefined && a.altitude === undefined,
  },
  {
    key: 'ceiling-below',
    kind: 'rule',
    isBroken: (a) => a.ceiling !== undefined && a.altitude !== undefined && a.ceiling < a.altitude,
  },
  {
    key: 'area-open',
    kind: 'advice',
    isBroken: (a) => a.polygon.length === 0 && a.circle.length === 0 && a.geocode.length === 0,
  },
]

/** The length that the standard recommends, since a headline becomes a text message. */
const longestHeadline = 160

/** Tags, and the entities of a text that was escaped for a web page. */
const markup = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|&(?:amp|lt|gt|quot|nbsp|#\d{1,6});/i

const texts = ['headline', 'description', 'instruction', 'event', 'senderName', 'contact'] as const

function textsOf(info: CapInfo): (readonly [string, string])[] {
  return texts.flatMap((name) => {
    const text = info[name]
    return text === undefined ? [] : [[name, text] as const]
  })
}

/** Short words such as a sender's name may well be the same in two languages; sentences may not. */
function isSameText(one: CapInfo, other: CapInfo): boolean {
  return (['headline', 'description', 'instruction'] as const).some(
    (name) => one[name] !== undefined && one[name] === other[name],
  )
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)
}

/** First and last point the same, and so at least four (CAP 1.2, 3.2.4). */
function isClosed(points: readonly LatLon[]): boolean {
  const [first] = points
  const last = points.at(-1)
  return points.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

/** What a message breaks of CAP 1.2 beyond its schema, and what is better avoided. */
export function faultsBeyond(alert: CapAlert): Fault[] {
  return [
    ...judge(alertRules, alert, alert, 'alert'),
    ...alert.info.flatMap((info, i) => {
      const path = `alert/info[${i + 1}]`
      return [
        ...judge(infoRules, info, alert, path),
        ...info.resource.flatMap((r, n) => judge(resourceRules, r, alert, `${path}/resource[${n + 1}]`)),
        ...info.area.flatMap((a, n) => judge(areaRules, a, alert, `${path}/area[${n + 1}]`)),
      ]
    }),
  ]
}

function judge<T>(rules: readonly Rule<T>[], subject: T, alert: CapAlert, path: string): Fault[] {
  return rules.flatMap(({ key, kind, isBroken }) => {
    const found = isBroken(subject, alert)
    return found === false ? [] : [{ kind, key, at: path, values: found === true ? {} : found }]
  })
}
