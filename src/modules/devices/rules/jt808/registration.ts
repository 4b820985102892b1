import type { TerminalMessage, Version } from './message.ts'

/** Colours of plates by the numbers of JT/T 697.7; a terminal of 2013 knows those up to 9. */
export const plateColours = {
  blue: 1,
  yellow: 2,
  black: 3,
  white: 4,
  green: 5,
  other: 9,
  'yellow-green': 93,
  'gradient-green': 94,
} as const
export type PlateColour = keyof typeof plateColours

/** What a terminal of a device has to say of itself when it registers; null: whatever it says. */
export interface Says {
  readonly maker: string | null
  readonly id: string | null
  /** The vehicle's plate, or its VIN where it has none yet. */
  readonly plate: string | null
  readonly colour: PlateColour | null
}
export const saysNames = ['maker', 'id', 'plate', 'colour'] as const satisfies readonly (keyof Says)[]
export type SaysName = (typeof saysNames)[number]

export const saysNothing: Says = { maker: null, id: null, plate: null, colour: null }

/** A registration, read. */
export interface Registration {
  /**
   * Manufacturer, model and the manufacturer's number as they came: which terminal it is. Plate and place are left out,
   * for they change without the terminal being another one.
   */
  readonly self: Uint8Array
  readonly maker: string
  readonly id: string
  readonly colour: number
  readonly plate: string
}

/**
 * Bytes of a registration after province and county, two each: manufacturer, model, the manufacturer's number of the
 * terminal; then the colour of the plate in one and the plate in what is left (2013: table 7; 2019: table 8).
 */
const lengths = {
  2013: { maker: 5, model: 20, id: 7 },
  2019: { maker: 11, model: 30, id: 30 },
} as const satisfies Record<Version, object>
const selfAt = 4

/** Undefined for a body that is too short. */
export function readRegistration({
  version,
  body,
}: Pick<TerminalMessage, 'version' | 'body'>): Registration | undefined {
  const { maker, model, id } = lengths[version]
  const idAt = selfAt + maker + model
  const end = idAt + id
  const colour = body[end]
  if (colour === undefined) return undefined
  return {
    self: body.subarray(selfAt, end),
    maker: textOf(body.subarray(selfAt, selfAt + maker)),
    id: textOf(body.subarray(idAt, end)),
    colour,
    plate: textOf(body.subarray(end + 1)),
  }
}

/** Texts of the standard are GBK, filled up with zeros, which some put before and some after. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('gbk').decode(bytes).replaceAll('\0', ' ').trim()
}

/** What a registration says other than it has to; none: it fits. */
export function misfitsOf(says: Says, said: Registration): SaysName[] {
  const isOther: Readonly<Record<SaysName, boolean>> = {
    maker: says.maker !== null && codeText(says.maker) !== codeText(said.maker),
    id: says.id !== null && codeText(says.id) !== codeText(said.id),
    plate: says.plate !== null && plateText(says.plate) !== plateText(said.plate),
    colour: says.colour !== null && plateColours[says.colour] !== said.colour,
  }
  return saysNames.filter((name) => isOther[name])
}

const codeText = (text: string) => text.trim().toUpperCase()

/** A plate as it is compared: people write 渝A·12345, terminals 渝A12345. Empty for what is none. */
export function plateText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s·•‧・.\-\0]/g, '')
    .toUpperCase()
}

/** The same for the same demands, however they are written; empty where there are none. */
export function saysText(says: Says): string {
  if (saysNames.every((name) => says[name] === null)) return ''
  const { maker, id, plate, colour } = says
  return JSON.stringify([maker && codeText(maker), id && codeText(id), plate && plateText(plate), colour])
}
