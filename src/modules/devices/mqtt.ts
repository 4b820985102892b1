export { type Broker, startBroker } from './mqtt/broker.ts'
export { type Subscriber, startSubscriber } from './mqtt/subscriber.ts'
