export { bandsOf } from './bands.ts'
export { type Circumstances, scoreOf } from './score.ts'
export { type SharedWords, sharedWords } from './shared.ts'
export { type ShippedWeights, shippedWeights } from './shipped.ts'
export {
  compareSignatures,
  decodeSignature,
  encodeSignature,
  type Signature,
  signatureOf,
} from './signature.ts'
export { hashOf } from './terms.ts'
export { learnWeights, loadWeights, type Weights } from './weights.ts'
