import { bandsOf, encodeSignature, shippedWeights, signatureOf } from '#models/similarity'

/** What is compared: the title and the message. */
export function comparedText(title: string, body: string): string {
  return `${title}。${body}`
}

/** The columns of `appeal_signatures` for a text. */
export function signatureColumns(text: string): { model: string; terms: Buffer; bands: number[] } {
  const { weights, version } = shippedWeights()
  return {
    model: version,
    terms: Buffer.from(encodeSignature(signatureOf(text, weights))),
    bands: bandsOf(text),
  }
}
