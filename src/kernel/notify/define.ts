/** Where messages leave the house. An adapter throws when the message was not taken; the caller tries again. */
export interface Ports {
  /** Text message to a phone number. */
  sms(to: string, text: string): Promise<void>
  email(to: string, subject: string, text: string): Promise<void>
}
