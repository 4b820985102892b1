import { systemActor } from '#kernel/identity/define'

/**
 * Readings are stored by the platform, not by the device as an actor: a part holds the readings of many devices, and an
 * audit entry a reading would cost more than the reading. The device proves itself at the door; its name stands in the row.
 */
export const intakeActor = systemActor('devices')
