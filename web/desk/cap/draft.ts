import type { CapAlert, CapInfo, ComposedDraft } from '#modules/cap/contract'
import { divisionList, markOf } from '#modules/cap/rules'

type Info = ComposedDraft['info'] extends (infer I)[] | undefined ? I : never

export interface EnglishDraft {
  readonly event: string
  readonly headline: string
  readonly description: string
  readonly instruction: string
}

/** An alert while it is written; empty texts are left out of it. */
export interface Draft {
  readonly status: CapAlert['status']
  readonly scope: CapAlert['scope']
  readonly restriction: string
  readonly note: string
  readonly category: CapInfo['category'][number]
  readonly event: string
  readonly urgency: CapInfo['urgency']
  readonly severity: CapInfo['severity']
  readonly certainty: CapInfo['certainty']
  readonly responseType: CapInfo['responseType'][number]
  /** 2026-07-01T20:00, in the city's time. */
  readonly expires: string
  readonly headline: string
  readonly description: string
  readonly instruction: string
  readonly contact: string
  /** Place paths. */
  readonly places: readonly string[]
  readonly areaDesc: string
  readonly english: EnglishDraft | null
  /** What it is about, such as the number of a warning. */
  readonly incidents: readonly string[]
  /** Shapes and whatever else the form does not show, of the alert that is followed. */
  readonly kept: CapInfo | null
}

export const emptyEnglish: EnglishDraft = { event: '', headline: '', description: '', instruction: '' }

export function emptyDraft(now: Date): Draft {
  return {
    status: 'Actual',
    scope: 'Public',
    restriction: '',
    note: '',
    category: 'Met',
    event: '',
    urgency: 'Expected',
    severity: 'Moderate',
    certainty: 'Likely',
    responseType: 'Prepare',
    expires: localTime(now.getTime() + 6 * 3_600_000),
    headline: '',
    description: '',
    instruction: '',
    contact: '',
    places: [],
    areaDesc: '',
    english: null,
    incidents: [],
    kept: null,
  }
}

function localTime(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
}

/** What a published alert says, to be said anew. Marks come back when it is published. */
export function draftOf(alert: CapAlert, places: readonly string[]): Draft {
  const zh = alert.info.find((i) => /^zh\b/i.test(i.language))
  const en = alert.info.find((i) => /^en\b/i.test(i.language))
  const bare = (text: string | undefined, locale: 'zh' | 'en' = 'zh') =>
    (text ?? '').replace(markOf(alert.status, locale).trim(), '').trim()
  const start = emptyDraft(new Date(alert.sent))
  return {
    ...start,
    status: alert.status,
    scope: alert.scope,
    restriction: alert.restriction ?? '',
    note: bare(alert.note),
    category: zh?.category[0] ?? 'Other',
    event: bare(zh?.event),
    urgency: zh?.urgency ?? 'Unknown',
    severity: zh?.severity ?? 'Unknown',
    certainty: zh?.certainty ?? 'Unknown',
    responseType: zh?.responseType[0] ?? 'None',
    expires: zh?.expires === undefined ? start.expires : localTime(Date.parse(zh.expires)),
    headline: bare(zh?.headline),
    description: bare(zh?.description),
    instruction: bare(zh?.instruction),
    contact: zh?.contact ?? '',
    places,
    areaDesc: zh?.area[0]?.areaDesc ?? '',
    english:
      en === undefined
        ? null
        : {
            event: bare(en.event, 'en'),
            headline: bare(en.headline, 'en'),
            description: bare(en.description, 'en'),
            instruction: bare(en.instruction, 'en'),
          },
    incidents: alert.incidents,
    kept: zh ?? null,
  }
}

const given = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  )

/** The draft as the contract takes it. `names`: what the places are called, for an area without words of its own. */
export function composedOf(draft: Draft, names: readonly string[]): ComposedDraft {
  const areaDesc = draft.areaDesc.trim() || names.join('、')
  const [first] = draft.kept?.area ?? []
  const area =
    draft.places.length === 0
      ? []
      : [
          {
            ...(first === undefined ? {} : { polygon: first.polygon, circle: first.circle }),
            areaDesc,
            geocode: draft.places.map((path) => ({
              valueName: divisionList,
              value: path.split('/').at(-1) ?? '',
            })),
          },
        ]
  const common = {
    category: [draft.category],
    responseType: [draft.responseType],
    urgency: draft.urgency,
    severity: draft.severity,
    certainty: draft.certainty,
    ...(draft.expires === '' ? {} : { expires: `${draft.expires}:00+08:00` }),
    ...given({ contact: draft.contact }),
    area,
  }
  const { event, headline, description, instruction, english } = draft
  const info: Info[] = [
    { language: 'zh-CN', ...common, event: event.trim(), ...given({ headline, description, instruction }) },
    ...(english === null
      ? []
      : [
          {
            language: 'en-US',
            ...common,
            event: english.event.trim() || event.trim(),
            ...given({
              headline: english.headline,
              description: english.description,
              instruction: english.instruction,
            }),
          },
        ]),
  ]
  return {
    status: draft.status,
    scope: draft.scope,
    ...given({ note: draft.note, restriction: draft.scope === 'Restricted' ? draft.restriction : '' }),
    incidents: [...draft.incidents],
    info,
  }
}
