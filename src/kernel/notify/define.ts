/** Where messages leave the house. An adapter throws when the message was not taken; the caller tries again. */
export interface Ports {
  /** Text message to a phone number. `key` lets the gateway recognise a repeat of the same message. */
  sms(to: string, text: string, key?: string): Promise<void>
  email(to: string, subject: string, text: string, key?: string): Promise<void>
}

/** A message was not taken. The text goes to logs and tables: it never carries an address or the message. */
export class DeliveryError extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'DeliveryError'
  }
}
