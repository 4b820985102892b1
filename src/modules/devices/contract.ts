import { z } from 'zod'
import { Crs } from '#kernel/geo/contract'
import { ItemName } from '#modules/catalogue/contract'
import { terminalNumber } from './rules/jt808/message.ts'
import { type PlateColour, plateColours, plateText, saysNothing } from './rules/jt808/registration.ts'

/** Values that each row of a device gets, whatever its readings say. */
export const FixedValues = z
  .record(ItemName, z.union([z.string().max(200), z.number(), z.boolean()]))
  .refine((values) => Object.keys(values).length <= 20)
export type FixedValues = z.infer<typeof FixedValues>

const Code = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/)
    .max(most)

/** What a terminal has to say of itself when it registers: whoever knows but the number does not get its code. */
export const TerminalSays = z
  .object({
    maker: Code(11).nullable().default(null),
    /** The manufacturer's number of the terminal, as printed on it. */
    id: Code(30).nullable().default(null),
    /** Of the vehicle, with the dot or without; its VIN where it has no plate yet. */
    plate: z
      .string()
      .trim()
      .max(20)
      .refine((plate) => plateText(plate) !== '')
      .nullable()
      .default(null),
    colour: z
      .enum(Object.keys(plateColours) as [PlateColour, ...PlateColour[]])
      .nullable()
      .default(null),
  })
  // A colour alone is that of every second truck.
  .refine(({ plate, colour }) => plate !== null || colour === null, { path: ['colour'] })
  .meta({ id: 'TerminalSays' })
export type TerminalSays = z.infer<typeof TerminalSays>

/** A terminal that reports by JT/T 808. */
export const Terminal = z
  .object({
    /** As in the header of its messages, with leading zeros or without. */
    number: z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(terminalNumber),
    /** In which it sends coordinates. */
    crs: Crs.default('WGS84'),
    says: TerminalSays.default(saysNothing),
  })
  .meta({ id: 'DeviceTerminal' })
export type Terminal = z.infer<typeof Terminal>

/** Also the device's name at the broker, and a part of its topic. */
export const DeviceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/)

export const NewDevice = z.object({
  id: DeviceId,
  name: z.string().trim().min(1).max(100),
  /** What it is, in the office's own words: 烟感, 井盖水位. */
  kind: z.string().trim().min(1).max(60),
  place: z
    .string()
    .regex(/^\d{2}(\/\d{6}(\/\d{9}(\/\d{12})?)?)?$/)
    .nullable()
    .default(null),
  point: z
    .object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
    .nullable()
    .default(null),
  /** How often it is to send; after three of these without a reading it counts as silent. */
  intervalSeconds: z.int().min(1).max(604_800).default(300),
  /** Readings a minute that are taken; the same number may come at once. */
  perMinute: z.int().min(1).max(60_000).default(120),
  terminal: Terminal.nullable().default(null),
  fixed: FixedValues.default({}),
})
export type NewDevice = z.infer<typeof NewDevice>

export const CreateDevices = z.object({
  resource: z.uuid(),
  devices: z.array(NewDevice).min(1).max(1000),
})

/** The keys stand here once; they are kept sealed. */
export const CreatedDevices = z
  .object({
    devices: z.array(
      z.object({
        id: DeviceId,
        key: z.string(),
        /** What a terminal proves itself by, for one that does not register; null for other devices. */
        code: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CreatedDevices' })
export type CreatedDevices = z.infer<typeof CreatedDevices>

export const DeviceRef = z.object({ id: DeviceId })
export const EnableDevice = z.object({ id: DeviceId, enabled: z.boolean() })
export const certificateWays = ['fingerprint', 'subject'] as const
/** Its SHA-256 (hex, colons or not), or the common name of its subject. */
export const EnterCertificate = z.object({
  id: DeviceId,
  by: z.enum(certificateWays),
  value: z.string().trim().min(1).max(95),
})
export const DeviceCertificate = z
  .object({ by: z.enum(certificateWays), value: z.string(), at: z.iso.datetime() })
  .meta({ id: 'DeviceCertificate' })
export type DeviceCertificate = z.infer<typeof DeviceCertificate>

export const RotatedKey = z
  .object({ id: DeviceId, key: z.string(), code: z.string().nullable() })
  .meta({ id: 'RotatedDeviceKey' })
export type RotatedKey = z.infer<typeof RotatedKey>

export const deviceStates = ['off', 'new', 'silent', 'alive'] as const
export const DeviceState = z.enum(deviceStates)
export type DeviceState = z.infer<typeof DeviceState>

export const ListDevices = z.object({
  q: z.string().max(100).optional(),
  state: DeviceState.optional(),
  resource: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/** A reading as it was taken. */
export const RecentReading = z.object({ at: z.string(), values: z.record(z.string(), z.unknown()) })
export type RecentReading = z.infer<typeof RecentReading>

export const DeviceRow = z
  .object({
    id: DeviceId,
    name: z.string(),
    kind: z.string(),
    resource: z.uuid(),
    resourceName: z.string(),
    owner: z.string(),
    place: z.string().nullable(),
    point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    state: DeviceState,
    simulated: z.boolean(),
    lastSeenAt: z.iso.datetime().nullable(),
    silentSince: z.iso.datetime().nullable(),
    readings: z.int(),
    rejected: z.int(),
    throttled: z.int(),
  })
  .meta({ id: 'DeviceRow' })
export type DeviceRow = z.infer<typeof DeviceRow>

export const DevicePage = z
  .object({
    rows: z.array(DeviceRow),
    total: z.int(),
    states: z.record(DeviceState, z.int()),
    may: z.object({ create: z.boolean() }),
  })
  .meta({ id: 'DevicePage' })
export type DevicePage = z.infer<typeof DevicePage>

export const DeviceView = DeviceRow.extend({
  intervalSeconds: z.int(),
  perMinute: z.int(),
  keyNo: z.int(),
  /** By which it may prove itself at the broker, beside its key. */
  certificate: DeviceCertificate.nullable(),
  /** Whether a terminal has registered by it since the last key. */
  terminal: z
    .object({
      number: z.string(),
      crs: Crs,
      registered: z.boolean(),
      /** The plate is masked for who does not manage the device. */
      says: z.object({
        maker: z.string().nullable(),
        id: z.string().nullable(),
        plate: z.string().nullable(),
        colour: TerminalSays.shape.colour.unwrap(),
      }),
    })
    .nullable(),
  fixed: FixedValues,
  lastAt: z.iso.datetime().nullable(),
  recent: z.array(RecentReading),
  faults: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), reason: z.string(), payload: z.unknown() })),
  may: z.object({ manage: z.boolean() }),
}).meta({ id: 'Device' })
export type DeviceView = z.infer<typeof DeviceView>

/** What became of a message. */
export const Taken = z
  .object({
    /** Stored now, or quarantined by the contract. */
    taken: z.int(),
    /** Known already. */
    repeated: z.int(),
    /** Held back, with the reason in the device's list of errors. */
    held: z.int(),
  })
  .meta({ id: 'ReadingsTaken' })
export type Taken = z.infer<typeof Taken>
